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

/** {@code buffer.readinteger}: eight bytes as a value of the type {@code integer}. */
final class BufferReadInteger extends LibraryFunction {
    BufferReadInteger(LuauState state) {
        super(state, "readinteger");
    }

    @Override
    public Varargs exec2(LuaValue buffer, LuaValue offset) {
        return buffer instanceof LuauBuffer source && offset instanceof LuauNumber number
                ? read(source.bytes, Numbers.toInt(number.value))
                : execN(Values.of(buffer, offset));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        LuauBuffer buffer = BufferFunctions.buffer(arguments, 1);
        return read(buffer.bytes, arguments.integer(2));
    }

    private LuauInteger read(byte[] bytes, int offset) {
        if (offset < 0 || offset > bytes.length - Long.BYTES) {
            throw BufferFunctions.outOfBounds(this);
        }
        return LuauInteger.of((long) LuauBuffer.LONGS.get(bytes, offset));
    }
}
