package dev.moonloom.luau.runtime;

import java.util.function.BiFunction;
import org.luaj.vm2.Varargs;

/** What the compiled functions of {@link SampleCode} have in common. */
public abstract class SampleClosure extends LuauClosure {
    private final BiFunction<LuauFunction, Varargs, Varargs> action;

    protected SampleClosure(LuauState state, Prototype prototype, BiFunction<LuauFunction, Varargs, Varargs> action) {
        super(state, prototype, state.globals);
        this.action = action;
    }

    /** Generated: it has the line at which the function stands. */
    public abstract Varargs body(Varargs arguments);

    /** Does what the function does; called by generated code. */
    public final Varargs act(Varargs arguments) {
        int before = state.enter(this);
        Varargs results = action.apply(this, arguments);
        if (results != Yield.YIELD) {
            state.top = before;
        }
        return results;
    }

    @Override
    public final Varargs execN(Varargs arguments) {
        return body(arguments);
    }
}
