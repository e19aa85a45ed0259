package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauInteger;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code buffer.writeinteger}: the eight bytes of a value of the type {@code integer}. */
final class BufferWriteInteger extends LibraryFunction {
    BufferWriteInteger(LuauState state) {
        super(state, "writeinteger");
    }

    @Override
    public Varargs exec3(LuaValue buffer, LuaValue offset, LuaValue value) {
        return buffer instanceof LuauBuffer target && offset instanceof LuauNumber at
                && value instanceof LuauInteger integer
                        ? write(target.bytes, Numbers.toInt(at.value), integer.value)
                        : execN(Values.of(buffer, offset, value));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuauBuffer buffer = BufferFunctions.buffer(arguments, 1);
        int offset = arguments.integer(2);
        return write(buffer.bytes, offset, IntegerFunctions.integer(arguments, 3));
    }

    private Varargs write(byte[] bytes, int offset, long integer) {
        if (offset < 0 || offset > bytes.length - Long.BYTES) {
            throw BufferFunctions.outOfBounds(this);
        }
        LuauBuffer.LONGS.set(bytes, offset, integer);
        return LuaValue.NONE;
    }
}
