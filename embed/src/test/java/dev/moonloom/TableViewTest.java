package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.luau.runtime.LuauTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class TableViewTest {
    private final ValueWorld world = new ValueWorld("world");

    private TableView view(String expression) {
        return new TableView(world.vm, (LuauTable) world.value(expression));
    }

    @Test
    void bothSidesSeeWhatTheOtherDoes() {
        TableView view = view("{hp = 5, items = {1, 2}}");

        view.set("hp", 6);
        view.set("items", null);
        view.set("names", List.of("a"));

        assertThat(world.holds(view.table(), "v.hp == 6 and v.items == nil and v.names[1] == 'a'")).isTrue();
        assertThat(view.get("hp", int.class)).isEqualTo(6);
        assertThat(view.get("names")).isEqualTo(List.of("a"));
        assertThat(view.get("items")).isNull();
    }

    @Test
    void errorsNameTheKey() {
        TableView view = view("{items = {true}}");

        assertThatIllegalArgumentException().isThrownBy(() -> view.get("items", String[].class))
                .withMessage("the table, \"items\"[1]: string expected, got boolean");
        assertThatIllegalArgumentException().isThrownBy(() -> view.get("hp", Integer.class))
                .withMessage("the table, \"hp\": number expected, got nil");
        assertThatIllegalArgumentException().isThrownBy(() -> view.set("x", new Object()))
                .withMessage("the value: java.lang.Object has no form in Luau; register a LuauType for it");
        assertThatIllegalArgumentException().isThrownBy(() -> view.set(Double.NaN, 1))
                .withMessage("the key: nothing and NaN are no keys");
        assertThatIllegalStateException().isThrownBy(() -> view("table.freeze({})").set("x", 1))
                .withMessage("the table is read-only");
    }

    @Test
    void lengthAndEntriesAreTheTables() {
        TableView view = view("{10, 20}");
        Map<Integer, Double> entries = new LinkedHashMap<>();

        view.forEach(Integer.class, Double.class, entries::put);

        assertThat(view.length()).isEqualTo(2);
        assertThat(entries).containsExactly(Map.entry(1, 10.0), Map.entry(2, 20.0));
        assertThatIllegalArgumentException().isThrownBy(() -> view.forEach(Integer.class, String[].class, (_, _) -> {}))
                .withMessage("the table, [1]: table expected, got number");
        assertThatIllegalArgumentException().isThrownBy(() -> view.forEach(Boolean.class, Double.class, (_, _) -> {}))
                .withMessage("the table, [key [1]]: boolean expected, got number");
    }

    @Test
    void anotherThreadIsToldWhatToDoInstead() {
        TableView view = view("{}");

        List<Runnable> uses = List.of(view::length, () -> view.get("x"), () -> view.get("x", String.class),
                () -> view.set("x", 1), () -> view.forEach(Object.class, Object.class, (_, _) -> {}));

        assertThat(uses).allSatisfy(use -> assertThatThrownBy(() -> CompletableFuture.runAsync(use).get())
                .isInstanceOf(ExecutionException.class).cause().isInstanceOf(WrongThreadException.class)
                .hasMessageStartingWith("a table of the VM 'world' was used on the thread '")
                .hasMessageEndingWith(
                        "use it inside of a host function, or ask for a List, a Map or a record, which any thread "
                                + "may have"));
    }

    @Test
    void viewsOfOneTableAreEqual() {
        TableView view = view("{}");

        assertThat(new TableView(world.vm, view.table())).isEqualTo(view).hasSameHashCodeAs(view);
        assertThat(view("{}")).isNotEqualTo(view);
    }
}
