package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.luau.runtime.LuauTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

class ValuesTest {
    private final ValueWorld world = new ValueWorld("here");

    private Values values(String expressions) {
        return Values.detached(world.vm, world.run("return " + expressions));
    }

    private static LuauTable only(Values values, Vm vm) {
        return (LuauTable) values.toLuau(vm).arg1();
    }

    @Test
    void valuesAreConvertedByTheTypeThatIsAskedFor() {
        Values values = values("1, 'a', {1, 2}, {a = 1}, nil");

        assertThat(values.count()).isEqualTo(5);
        assertThat(values.get(1)).isEqualTo(1.0);
        assertThat(values.get(1, int.class)).isEqualTo(1);
        assertThat(values.get(2, String.class)).isEqualTo("a");
        assertThat(values.list(3, Integer.class)).containsExactly(1, 2);
        assertThat(values.map(4, String.class, Long.class)).isEqualTo(Map.of("a", 1L));
        assertThat(values.get(5)).isNull();
        assertThat(values.get(6)).isNull();
    }

    @Test
    void errorsSayWhichValueAndWhereInIt() {
        Values values = values("1, {items = {1, 'x'}}, {'a'}");

        assertThatIllegalArgumentException().isThrownBy(() -> values.get(1, Boolean.class))
                .withMessage("value 1: boolean expected, got number");
        assertThatIllegalArgumentException().isThrownBy(() -> values.list(3, Integer.class))
                .withMessage("value 3, [1]: number expected, got string");
        assertThatIllegalArgumentException().isThrownBy(() -> values.map(2, String.class, int[].class))
                .withMessage("value 2, \"items\"[2]: number expected, got string");
        assertThatIllegalArgumentException().isThrownBy(() -> values.get(4, String.class))
                .withMessage("value 4: string expected, got nil");
        assertThatIllegalArgumentException().isThrownBy(() -> values.get(4, Object.class))
                .withMessage("value 4: Object expected, got nil");
    }

    @Test
    void whatScriptsDoLaterIsNotSeen() {
        Varargs returned = world.run("""
                local inner = {1}
                local bytes = buffer.fromstring("a")
                local outer = {inner = inner, bytes = bytes}
                return outer, function() outer.inner, inner[1] = nil, 2; buffer.writeu8(bytes, 0, 0) end""");
        Values values = Values.detached(world.vm, returned);

        returned.arg(2).call();

        Map<String, Object> outer = values.map(1, String.class, Object.class);
        assertThat(outer).containsOnlyKeys("inner", "bytes").containsEntry("inner", List.of(1.0));
        assertThat(outer.get("bytes")).isEqualTo(new byte[]{'a'});
    }

    @Test
    void copiesKeepCyclesAndWhatIsShared() {
        Values values = values(
                "(function() local s = {}; local t = {a = s, b = s, [s] = 1}; t.me = t; return t end)()");

        LuauTable copy = only(values, world.vm);

        assertThat(world.holds(copy, "v.me == v and v.a == v.b and v[v.a] == 1 and type(v.a) == 'table'")).isTrue();
    }

    @Test
    void copiesHaveNoMetatablesAndCanBeWritten() {
        Values values = values("setmetatable({table.freeze({1})}, {__index = {x = 1}, __mode = 'k'})");

        LuauTable copy = only(values, world.vm);

        assertThat(world.holds(copy, "getmetatable(v) == nil and v.x == nil and not table.isfrozen(v[1])")).isTrue();
    }

    @Test
    void tablesOfAnyDepthAreCopied() {
        Values values = values("(function() local t = {}; for i = 1, 20000 do t = {t} end; return t end)()");

        assertThatIllegalArgumentException().isThrownBy(() -> values.get(1))
                .withMessageEndingWith("nested more than 100 levels deep");
    }

    @Test
    void valuesOfAnotherVmAreRefused() {
        var other = new ValueWorld("there");
        Values values = values("{}");

        assertThatThrownBy(() -> values.toLuau(other.vm)).isInstanceOf(Mismatch.class)
                .hasMessage("values of the VM 'here' cannot be given to the VM 'there'");
    }

    @Test
    void valuesThatAreGivenBackAreNotTheCopyThatOthersRead() {
        Values values = values("{1}");

        only(values, world.vm).set(1, LuaValue.NIL);

        assertThat(values.list(1, Integer.class)).containsExactly(1);
    }

    @Test
    void severalAnswersAreGivenOneByOne() {
        Varargs given = world.conversions.answerToLuau(world.vm, Values.of(1, null, "a"));

        assertThat(given.narg()).isEqualTo(3);
        assertThat(given.arg(2)).isSameAs(LuaValue.NIL);
        assertThat(world.conversions.answerToLuau(world.vm, Values.of()).narg()).isZero();
        assertThat(world.conversions.answerToLuau(world.vm, 5).narg()).isEqualTo(1);
    }

    @Test
    void valuesOfJavaAreWhatTheyAre() {
        Values values = Values.of(1, null);

        assertThat(values.count()).isEqualTo(2);
        assertThat(values.get(1, Integer.class)).isEqualTo(1);
        assertThat(values.get(2)).isNull();
        assertThat(values.get(3)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> values.list(1, Integer.class));
    }
}
