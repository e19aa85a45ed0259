package dev.moonloom.core.coroutine;

import dev.moonloom.luau.runtime.Activation;
import dev.moonloom.luau.runtime.Calls;
import dev.moonloom.luau.runtime.LuauFunction;
import org.luaj.vm2.Varargs;

/** The body of a coroutine that has not begun. What it saves when it gives way takes this one's place. */
final class BodyActivation extends Activation {
    private final LuauFunction body;

    BodyActivation(LuauFunction body) {
        this.body = body;
    }

    @Override
    public Varargs resume(Varargs values) {
        return Calls.exec(body, values);
    }
}
