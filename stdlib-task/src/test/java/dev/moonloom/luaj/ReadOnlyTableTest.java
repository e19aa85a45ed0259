package dev.moonloom.luaj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.luaj.vm2.LuaValue.NIL;
import static org.luaj.vm2.LuaValue.valueOf;
import static org.luaj.vm2.LuaValue.varargsOf;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Whatever LuaJ may try with a table. */
final class ReadOnlyTableTest {
    static Stream<Consumer<LuaTable>> mutations() {
        LuaValue value = valueOf("value");
        return Stream.of(
                table -> table.set(1, value),
                table -> table.set("wait", value),
                table -> table.set(valueOf("wait"), value),
                table -> table.set(valueOf("fresh"), NIL),
                table -> table.rawset(1, value),
                table -> table.rawset("wait", value),
                table -> table.rawset(valueOf(2.5), value),
                table -> table.hashset(valueOf("wait"), value),
                table -> table.insert(1, value),
                table -> table.remove(1),
                table -> table.sort(NIL),
                table -> table.rawsetlist(1, varargsOf(value, value, value)),
                table -> table.setmetatable(new LuaTable()),
                table -> table.setmetatable(NIL));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void table_changedInAnyWay_staysAsItIs(Consumer<LuaTable> mutation) {
        var table = new ReadOnlyTable(Map.of("wait", valueOf("as it was")));

        assertThatThrownBy(() -> mutation.accept(table)).hasMessage("attempt to modify a readonly table");

        assertThat(table.keyCount()).isEqualTo(1);
        assertThat(table.get("wait").tojstring()).isEqualTo("as it was");
    }
}
