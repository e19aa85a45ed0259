package dev.moonloom.luaj;

import dev.moonloom.core.coroutine.Activation;
import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Engine;
import dev.moonloom.core.coroutine.FiberActivation;
import java.io.ByteArrayInputStream;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;

/** What every use of LuaJ's compiler and interpreter shares. Its interpreter keeps its frames on a fiber. */
abstract sealed class LuaJEngine implements Engine permits HostEngine, StandaloneEngine {
    final Globals globals;

    LuaJEngine(Globals globals) {
        this.globals = globals;
    }

    /** {@return the function of a chunk} Compiled chunks are refused: a text is all that a script may be. */
    LuaFunction load(byte[] text, String chunkName) {
        return globals.load(new ByteArrayInputStream(text), chunkName, "t", globals).checkfunction();
    }

    @Override
    public LuaValue number(double value) {
        return LuaValue.valueOf(value);
    }

    @Override
    public Activation enter(Coroutine coroutine, LuaFunction body) {
        return FiberActivation.of(coroutine, body);
    }
}
