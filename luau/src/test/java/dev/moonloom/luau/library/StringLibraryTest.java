package dev.moonloom.luau.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What a recorded call cannot show: metatables, callbacks, interrupts and memory. */
final class StringLibraryTest {
    private final LuauState state = new LuauState();
    private final LuauTable library = StringLibrary.create(state);

    @Test
    void stringMetatable_isFrozenAndLeadsToTheLibrary() {
        LuauTable metatable = Objects.requireNonNull(state.stringMetatable);

        assertThat(metatable.readonly()).isTrue();
        assertThat(metatable.rawget(LuaValue.INDEX)).isSameAs(library);
    }

    @Test
    void find_backtrackingForEver_endsByInterrupt() {
        interruptFails();

        assertThatThrownBy(() -> call("find", text("a".repeat(40)), text("a?".repeat(40) + "b")))
                .isInstanceOf(Stopped.class);
    }

    @Test
    void find_longPlainSearch_endsByInterrupt() {
        interruptFails();

        assertThatThrownBy(() -> call("find", text("a".repeat(100_000)), text("a".repeat(1000) + "b")))
                .isInstanceOf(Stopped.class);
    }

    @Test
    void match_longRepetition_endsByInterrupt() {
        interruptFails();

        assertThatThrownBy(() -> call("match", text("a".repeat(200_000)), text(".*"))).isInstanceOf(Stopped.class);
    }

    @Test
    void gsub_manyBalancedSearches_endsByInterrupt() {
        interruptFails();

        assertThatThrownBy(() -> call("gsub", text("(".repeat(1000)), text("%b()"), text("")))
                .isInstanceOf(Stopped.class);
    }

    @Test
    void gsub_shortWork_needsNoPoll() {
        interruptFails();

        assertThat(call("gsub", text("abc"), text("%w"), text("x")).arg1()).isEqualTo(text("xxx"));
    }

    @Test
    void gsub_failingFunction_passesItsErrorOn() {
        LuauError failure = LuauError.of(new LuauTable());
        var failing = new NativeFunction(state, "failing", _ -> {
            throw failure;
        });

        assertThatThrownBy(() -> call("gsub", text("abc"), text("%w"), failing)).isSameAs(failure);
    }

    @Test
    void gsub_insideTheCallback_standsOnTheCallStack() {
        int before = state.top;
        var depths = new int[1];
        var looking = new NativeFunction(state, "looking", _ -> {
            depths[0] = state.top;
            return LuaValue.NONE;
        });

        call("gsub", text("a"), text("a"), looking);

        assertThat(depths[0]).isEqualTo(before + 1);
        assertThat(state.top).isEqualTo(before);
    }

    @Test
    void gsub_tableWithIndexMetamethod_asksIt() {
        var replacements = new LuauTable();
        replacements.metatable(new LibraryBuilder(state).define("__index", arguments -> arguments.at(2)).table());

        assertThat(call("gsub", text("abc"), text("%w"), replacements).arg1()).isEqualTo(text("abc"));
    }

    @Test
    void gsub_nothingReplaced_givesTheSameString() {
        LuaString subject = text("a string");

        assertThat(call("gsub", subject, text("x"), text("y")).arg1()).isSameAs(subject);
    }

    @Test
    void gmatch_exhausted_staysExhausted() {
        var iterator = (LuauFunction) call("gmatch", text("ab"), text("%w")).arg1();
        iterator.exec0();
        iterator.exec0();

        assertThat(iterator.exec0().narg()).isZero();
        assertThat(iterator.exec0().narg()).isZero();
    }

    @Test
    void format_anyValue_usesItsMetamethod() {
        var object = new LuauTable();
        object.metatable(new LibraryBuilder(state).define("__tostring", _ -> text("shown")).table());

        assertThat(call("format", text("<%*>"), object).arg1()).isEqualTo(text("<shown>"));
    }

    @Test
    void format_anyValueWithWrongMetamethod_fails() {
        var object = new LuauTable();
        object.metatable(new LibraryBuilder(state).define("__tostring", _ -> new LuauTable()).table());

        assertThatThrownBy(() -> call("format", text("%*"), object)).hasMessage("'__tostring' must return a string");
    }

    @Test
    void format_unknownOption_keepsItsByteInTheError() {
        assertThatThrownBy(() -> call("format", Strings.ofBytes(new byte[]{'%', (byte) 0xff}), LuaValue.TRUE))
                .isInstanceOfSatisfying(LuauError.class,
                        error -> assertThat(((LuaString) error.value()).luaByte(17)).isEqualTo(0xff));
    }

    @Test
    void sub_smallPartOfALongString_doesNotKeepItAlive() {
        LuaString part = (LuaString) call("sub", text("a".repeat(10_000)), number(1), number(100)).arg1();

        assertThat(part.m_bytes).hasSizeLessThan(1000);
    }

    @Test
    void sub_shortenedAgainAndAgain_doesNotKeepTheFirstStringAlive() {
        LuaString string = text("ab".repeat(5000));
        while (string.m_length > 100) {
            string = (LuaString) call("sub", string, number(3)).arg1();
        }

        assertThat(string.m_bytes).hasSizeLessThan(1000);
    }

    private void interruptFails() {
        state.onInterrupt(() -> {
            throw new Stopped();
        });
        state.interrupt();
    }

    private Varargs call(String name, LuaValue... values) {
        return ((LuauFunction) library.rawget(text(name))).execN(Values.of(values));
    }

    private static LuaString text(String text) {
        return Strings.of(text);
    }

    private static LuaValue number(double number) {
        return LuauNumber.of(number);
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
