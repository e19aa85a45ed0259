package dev.moonloom.luaj;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/** The call stack of one coroutine, as LuaJ's interpreter reports it: each frame's function and instruction. */
final class Frames {
    private static final int FIRST_SIZE = 4;

    private @Nullable LuaFunction[] functions = new @Nullable LuaFunction[FIRST_SIZE];
    private int[] instructions = new int[FIRST_SIZE];
    private int depth;

    /** The stack at which the last error was raised. */
    private @Nullable Frames raised;

    /** The native function that is raising an error on top of these frames, where it has said so. */
    private @Nullable String nativeRaiser;

    void push(LuaFunction function) {
        if (depth == functions.length) {
            functions = Arrays.copyOf(functions, depth * 2);
            instructions = Arrays.copyOf(instructions, depth * 2);
        }
        functions[depth] = function;
        instructions[depth++] = 0;
    }

    void pop() {
        if (depth > 0) {
            functions[--depth] = null;
        }
    }

    void at(int instruction) {
        if (depth > 0) {
            instructions[depth - 1] = instruction;
        }
    }

    int depth() {
        return depth;
    }

    /** Cuts off frames that an error has left without saying so. */
    void cutTo(int size) {
        while (depth > size) {
            pop();
        }
        nativeRaiser = null;
    }

    /** A native function without a frame of its own is about to raise an error. */
    void raisesIn(String function) {
        nativeRaiser = function;
    }

    /** Remembers the stack as it is, for the error that is being raised. */
    void raise() {
        var copy = new Frames();
        copy.functions = Arrays.copyOf(functions, depth);
        copy.instructions = Arrays.copyOf(instructions, depth);
        copy.depth = depth;
        copy.nativeRaiser = nativeRaiser;
        nativeRaiser = null;
        raised = copy;
    }

    /** {@return the stack at which the last error was raised, or an empty text} */
    String raisedTraceback() {
        return raised == null ? "" : raised.traceback();
    }

    /** {@return a line a frame, innermost first, as native Luau prints them} */
    String traceback() {
        var lines = new StringBuilder(nativeRaiser == null ? "" : "[C] function " + nativeRaiser);
        for (int i = depth - 1; i >= 0; i--) {
            String name = nameOf(i);
            lines.append(lines.isEmpty() ? "" : "\n")
                    .append(functions[i] instanceof LuaClosure closure ? position(closure, i) : "[C]")
                    .append(name.isEmpty() ? "" : " function " + name);
        }
        return lines.toString();
    }

    /** {@return {@code chunk:line} of the Lua function at a level, 1 being the innermost, or an empty text} */
    String position(int level) {
        int i = depth - level;
        return i >= 0 && i < depth && functions[i] instanceof LuaClosure closure ? position(closure, i) : "";
    }

    /** {@return {@code chunk:line} of the innermost Lua function, or an empty text} */
    String innermostPosition() {
        for (int i = depth - 1; i >= 0; i--) {
            if (functions[i] instanceof LuaClosure closure) {
                return position(closure, i);
            }
        }
        return "";
    }

    private String position(LuaClosure closure, int i) {
        Prototype prototype = closure.p;
        int[] lines = prototype.lineinfo;
        int at = instructions[i];
        return prototype.shortsource() + ":" + (lines != null && at < lines.length ? lines[at] : -1);
    }

    /** LuaJ's functions have no names: they go by what their caller has called them. */
    private String nameOf(int i) {
        LuaFunction function = functions[i];
        if (function != null && !function.isclosure()) {
            return function.name();
        }
        return i > 0 && functions[i - 1] instanceof LuaClosure caller ? calleeName(caller.p, instructions[i - 1]) : "";
    }

    /** {@return the name of what a call instruction calls, from the instruction that has fetched it} */
    private static String calleeName(Prototype prototype, int call) {
        int opcode = Lua.GET_OPCODE(prototype.code[call]);
        if (opcode != Lua.OP_CALL && opcode != Lua.OP_TAILCALL) {
            return "";
        }
        int register = Lua.GETARG_A(prototype.code[call]);
        for (int pc = call - 1; pc >= 0; pc--) {
            int code = prototype.code[pc];
            if (Lua.GETARG_A(code) == register) {
                return switch (Lua.GET_OPCODE(code)) {
                    case Lua.OP_GETTABUP, Lua.OP_GETTABLE, Lua.OP_SELF -> constant(prototype, Lua.GETARG_C(code));
                    case Lua.OP_MOVE -> text(prototype.getlocalname(Lua.GETARG_B(code) + 1, pc));
                    case Lua.OP_GETUPVAL -> text(prototype.upvalues[Lua.GETARG_B(code)].name);
                    default -> "";
                };
            }
        }
        return "";
    }

    private static String constant(Prototype prototype, int operand) {
        if (!Lua.ISK(operand)) {
            return "";
        }
        LuaValue value = prototype.k[Lua.INDEXK(operand)];
        return value.type() == LuaValue.TSTRING ? value.tojstring() : "";
    }

    private static String text(@Nullable LuaString name) {
        return name == null ? "" : name.tojstring();
    }
}
