package dev.moonloom.core.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.core.coroutine.JavaEngine;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

final class HostValuesTest {
    private final HostValues values = new HostValues(new JavaEngine(), "fetch");

    @Test
    void results_null_isNil() {
        assertThat(values.results(null)).isSameAs(LuaValue.NIL);
    }

    @Test
    void results_booleans_areLuaus() {
        assertThat(values.results(true)).isSameAs(LuaValue.TRUE);
        assertThat(values.results(false)).isSameAs(LuaValue.FALSE);
    }

    @Test
    void results_numbers_keepTheirValue() {
        for (Number number : List.of(7, 7L, 7.0, 7f, (short) 7, (byte) 7, new BigDecimal("7"))) {
            assertThat(values.results(number).arg1().todouble()).as(number.getClass().getName()).isEqualTo(7);
        }
    }

    @Test
    void results_stringBeyondBasicPlane_isUtf8() {
        assertThat(bytes(values.results("a\u00E9\uD83C\uDF19")))
                .isEqualTo("a\u00E9\uD83C\uDF19".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void results_bytes_areCopiedAsTheyAre() {
        byte[] host = {0, (byte) 0xFF, 10};

        Varargs result = values.results(host);
        host[1] = 1;

        assertThat(bytes(result)).containsExactly(0, 0xFF, 10);
    }

    @Test
    void results_luaValuesAndVarargs_areThemselves() {
        var table = new LuaTable();
        Varargs several = LuaValue.varargsOf(table, LuaValue.ONE);

        assertThat(values.results(table)).isSameAs(table);
        assertThat(values.results(several)).isSameAs(several);
        assertThat(values.results(LuaValue.NONE).narg()).isZero();
    }

    @Test
    void results_optional_isItsValueOrNil() {
        assertThat(values.results(Optional.of("x")).arg1().tojstring()).isEqualTo("x");
        assertThat(values.results(Optional.empty())).isSameAs(LuaValue.NIL);
    }

    @Test
    void results_list_isATableFromOne() {
        LuaTable table = (LuaTable) values.results(Arrays.asList("a", null, List.of("b")));

        assertThat(table.get(1).tojstring()).isEqualTo("a");
        assertThat(table.get(2)).isSameAs(LuaValue.NIL);
        assertThat(table.get(3).get(1).tojstring()).isEqualTo("b");
        assertThat(table.get(4)).isSameAs(LuaValue.NIL);
    }

    @Test
    void results_map_isATableOfItsEntries() {
        var map = new HashMap<Object, Object>();
        map.put("name", "moon");
        map.put(true, Map.of("inner", "value"));
        map.put("gone", null);

        LuaTable table = (LuaTable) values.results(map);

        assertThat(table.get("name").tojstring()).isEqualTo("moon");
        assertThat(table.get(LuaValue.TRUE).get("inner").tojstring()).isEqualTo("value");
        assertThat(table.keyCount()).isEqualTo(2);
    }

    @Test
    void results_mapWithAnImpossibleKey_isAnError() {
        var map = new HashMap<Object, Object>();
        map.put(null, 1);

        assertThatThrownBy(() -> values.results(map))
                .isInstanceOf(LuaError.class)
                .hasMessage("'fetch' answered a map with the key null");
        assertThatThrownBy(() -> values.results(Map.of(Double.NaN, 1)))
                .isInstanceOf(LuaError.class)
                .hasMessage("'fetch' answered a map with the key NaN");
    }

    @Test
    void results_listThatContainsItself_isAnError() {
        var list = new ArrayList<Object>();
        list.add(list);

        assertThatThrownBy(() -> values.results(list))
                .isInstanceOf(LuaError.class)
                .hasMessage("'fetch' answered collections nested more than 100 deep");
    }

    @Test
    void results_otherObject_isAnErrorThatNamesIt() {
        assertThatThrownBy(() -> values.results(List.of(URI.create("moon:loom"))))
                .isInstanceOf(LuaError.class)
                .hasMessage("'fetch' answered a java.net.URI, which is no Luau value");
    }

    private static byte[] bytes(Varargs value) {
        LuaString string = (LuaString) value.arg1();
        var bytes = new byte[string.length()];
        string.copyInto(0, bytes, 0, bytes.length);
        return bytes;
    }
}
