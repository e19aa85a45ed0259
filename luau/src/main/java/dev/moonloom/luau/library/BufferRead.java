package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Reads a number from a buffer. */
abstract class BufferRead extends LibraryFunction {
    private final int size;

    /** @param size how many bytes the number has */
    BufferRead(LuauState state, String name, int size) {
        super(state, name);
        this.size = size;
    }

    abstract double read(byte[] bytes, int offset);

    @Override
    public final Varargs exec2(LuaValue buffer, LuaValue offset) {
        return buffer instanceof LuauBuffer source && offset instanceof LuauNumber number
                ? checkedRead(source.bytes, Numbers.toInt(number.value))
                : execN(Values.of(buffer, offset));
    }

    @Override
    public final Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuauBuffer buffer = BufferFunctions.buffer(arguments, 1);
        return checkedRead(buffer.bytes, arguments.integer(2));
    }

    private LuauNumber checkedRead(byte[] bytes, int offset) {
        if (offset < 0 || offset > bytes.length - size) {
            throw BufferFunctions.outOfBounds(this);
        }
        return LuauNumber.of(read(bytes, offset));
    }
}
