package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Writes a number into a buffer. */
abstract class BufferWrite extends LibraryFunction {
    private final int size;

    /** @param size how many bytes the number has */
    BufferWrite(LuauState state, String name, int size) {
        super(state, name);
        this.size = size;
    }

    abstract void write(byte[] bytes, int offset, double number);

    @Override
    public final Varargs exec3(LuaValue buffer, LuaValue offset, LuaValue value) {
        return buffer instanceof LuauBuffer target && offset instanceof LuauNumber at
                && value instanceof LuauNumber number
                        ? checkedWrite(target.bytes, Numbers.toInt(at.value), number.value)
                        : execN(Values.of(buffer, offset, value));
    }

    @Override
    public final Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuauBuffer buffer = BufferFunctions.buffer(arguments, 1);
        return checkedWrite(buffer.bytes, arguments.integer(2), arguments.number(3));
    }

    private Varargs checkedWrite(byte[] bytes, int offset, double number) {
        if (offset < 0 || offset > bytes.length - size) {
            throw BufferFunctions.outOfBounds(this);
        }
        write(bytes, offset, number);
        return LuaValue.NONE;
    }
}
