package dev.moonloom.luaj;

import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.DebugLib;

/**
 * What LuaJ's interpreter tells of its calls and instructions, in place of its own debug library: that one locks at
 * every instruction. Only {@link #frames} is kept, for the coroutine that runs.
 */
final class FrameTracker extends DebugLib {
    private Frames frames = new Frames();

    Frames frames() {
        return frames;
    }

    void frames(Frames current) {
        frames = current;
    }

    @Override
    public LuaValue call(LuaValue moduleName, LuaValue environment) {
        environment.checkglobals().debuglib = this;
        return NIL;
    }

    @Override
    public void onCall(LuaFunction function) {
        frames.push(function);
    }

    @Override
    public void onCall(LuaClosure function, Varargs arguments, LuaValue[] stack) {
        frames.push(function);
    }

    @Override
    public void onInstruction(int instruction, Varargs values, int top) {
        frames.at(instruction);
    }

    @Override
    public void onReturn() {
        frames.pop();
    }

    @Override
    public String traceback(int level) {
        return frames.traceback();
    }
}
