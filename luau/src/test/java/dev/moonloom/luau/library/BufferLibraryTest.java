package dev.moonloom.luau.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.runtime.LuauBuffer;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Types;
import dev.moonloom.luau.runtime.Values;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Buffers as values: identity, type, and who owns the bytes. */
final class BufferLibraryTest {
    private final LuauState state = new LuauState();
    private final LuauTable library = BufferLibrary.create(state);

    @Test
    void create_equalContents_areTwoBuffers() {
        LuaValue one = call("create", LuauNumber.of(4));
        LuaValue other = call("create", LuauNumber.of(4));

        assertThat(one.raweq(other)).isFalse();
        assertThat(one.raweq(one)).isTrue();
    }

    @Test
    void buffer_asTableKey_isFoundByIdentity() {
        LuaValue buffer = call("create", LuauNumber.of(4));
        var table = new LuauTable();
        table.put(buffer, LuaValue.TRUE);

        assertThat(table.rawget(buffer)).isSameAs(LuaValue.TRUE);
        assertThat(table.rawget(call("create", LuauNumber.of(4))).isnil()).isTrue();
    }

    @Test
    void buffer_hasATypeOfItsOwn() {
        assertThat(Types.nameOf(state, call("create", LuauNumber.of(4)))).isEqualTo("buffer");
    }

    @Test
    void buffer_asText_showsTypeAndAddress() {
        assertThat(call("create", LuauNumber.of(4)).tojstring()).matches("buffer: 0x[0-9a-f]{16}");
    }

    @Test
    void fromString_laterWrites_leaveTheStringAlone() {
        LuaString string = Strings.of("abc");
        LuaValue buffer = call("fromstring", string);

        call("writeu8", buffer, LuauNumber.of(0), LuauNumber.of('X'));

        assertThat(string).isEqualTo(Strings.of("abc"));
    }

    @Test
    void toString_laterWrites_leaveTheStringAlone() {
        LuaValue buffer = new LuauBuffer(new byte[]{'a', 'b', 'c'});
        LuaValue string = call("tostring", buffer);

        call("writeu8", buffer, LuauNumber.of(0), LuauNumber.of('X'));

        assertThat(string).isEqualTo(Strings.of("abc"));
    }

    @Test
    void copy_overlappingParts_movesThem() {
        var buffer = new LuauBuffer(Strings.bytes(Strings.of("abcdef")));

        call("copy", buffer, LuauNumber.of(2), buffer, LuauNumber.of(0), LuauNumber.of(4));

        assertThat(call("tostring", buffer)).isEqualTo(Strings.of("ababcd"));
    }

    @Test
    void writef64_otherNaN_keepsItsBits() {
        double special = Double.longBitsToDouble(0x7ff0_1234_5678_9abcL | 0x0008_0000_0000_0000L);
        var buffer = new LuauBuffer(new byte[8]);

        call("writef64", buffer, LuauNumber.of(0), LuauNumber.of(special));

        assertThat((long) LuauBuffer.LONGS.get(buffer.bytes, 0)).isEqualTo(Double.doubleToRawLongBits(special));
    }

    private LuaValue call(String name, LuaValue... values) {
        return ((LuauFunction) library.rawget(Strings.of(name))).execN(Values.of(values)).arg1();
    }
}
