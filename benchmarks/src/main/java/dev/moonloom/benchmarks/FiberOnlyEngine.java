package dev.moonloom.benchmarks;

import dev.moonloom.core.coroutine.Activation;
import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Engine;
import dev.moonloom.core.coroutine.FiberActivation;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;

/** An engine without a language, so that a measurement of the core is one of the core alone. */
public final class FiberOnlyEngine implements Engine {
    @Override
    public LuaValue number(double value) {
        return LuaValue.valueOf(value);
    }

    @Override
    public Activation enter(Coroutine coroutine, LuaFunction body) {
        return FiberActivation.of(coroutine, body);
    }
}
