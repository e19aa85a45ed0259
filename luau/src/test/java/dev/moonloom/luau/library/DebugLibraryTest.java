package dev.moonloom.luau.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

class DebugLibraryTest {
    private final LuauState state = new LuauState();
    private final LuauTable library = DebugLibrary.create(state);
    private final LuauFunction inner = new NativeFunction(state, "inner", _ -> LuaValue.NONE);
    private final LuauFunction outer = new NativeFunction(state, "outer", _ -> LuaValue.NONE);

    private LuauFunction function(String name) {
        return (LuauFunction) library.rawget(name);
    }

    private List<String> info(LuaValue subject, String options) {
        Varargs results = function("info").exec2(subject, Strings.of(options));
        var texts = new ArrayList<String>();
        for (int i = 1; i <= results.narg(); i++) {
            texts.add(results.arg(i).tojstring());
        }
        return texts;
    }

    @Test
    void nativeFunctionHasNoSourceAndTakesAnything() {
        assertThat(info(inner, "slnaf")).containsExactly("[C]", "-1", "inner", "0", "true", inner.tojstring());
    }

    @Test
    void levelZeroIsTheAskedFunctionItself() {
        assertThat(info(LuauNumber.of(0), "sln")).containsExactly("[C]", "-1", "info");
    }

    @Test
    void levelsCountFromTheInnermostFrame() {
        state.enter(outer);
        state.enter(inner);

        assertThat(info(LuauNumber.of(1), "n")).containsExactly("inner");
        assertThat(info(Strings.of("2"), "n")).containsExactly("outer");
    }

    @Test
    void levelBeyondTheFramesHasNoResultEvenForWrongOptions() {
        assertThat(info(LuauNumber.of(1), "zz")).isEmpty();
    }

    @Test
    void optionsEndAtAZeroByte() {
        assertThat(info(inner, "n\0z")).containsExactly("inner");
    }

    @ParameterizedTest
    @CsvSource({"z, invalid option", "S, invalid option", "ss, duplicate option", "sfls, duplicate option"})
    void wrongOptionsAreRefused(String options, String problem) {
        assertThatThrownBy(() -> info(inner, options)).hasMessage("invalid argument #2 to 'info' (" + problem + ")");
    }

    @Test
    void subjectMustBeFunctionOrLevel() {
        assertThatThrownBy(() -> info(LuaValue.TRUE, "s"))
                .hasMessage("invalid argument #1 to 'info' (function or level expected)");
        assertThatThrownBy(() -> function("info").exec0())
                .hasMessage("invalid argument #1 to 'info' (function or level expected)");
    }

    @Test
    void functionOfAnotherCoroutineIsRefused() {
        assertThatThrownBy(() -> function("info").exec3(state.current, inner, Strings.of("s")))
                .hasMessage("invalid argument #2 to 'info' (function or level expected)");
    }

    @Test
    void negativeLevelIsRefused() {
        assertThatThrownBy(() -> info(LuauNumber.of(-1), "s"))
                .hasMessage("invalid argument #1 to 'info' (level can't be negative)");
        assertThatThrownBy(() -> info(LuauNumber.of(Double.NaN), "s"))
                .hasMessage("invalid argument #1 to 'info' (level can't be negative)");
    }

    @Test
    void tracebackBeginsWithTheMessageAndLeavesNativesOut() {
        state.enter(outer);

        assertThat(function("traceback").exec1(Strings.of("message")).arg1()).hasToString("message\n");
        assertThat(function("traceback").exec0().arg1()).hasToString("");
    }

    @Test
    void tracebackRefusesWrongArguments() {
        assertThatThrownBy(() -> function("traceback").exec1(library))
                .hasMessage("invalid argument #1 to 'traceback' (string expected, got table)");
        assertThatThrownBy(() -> function("traceback").exec2(LuaValue.NIL, LuauNumber.of(-1)))
                .hasMessage("invalid argument #2 to 'traceback' (level can't be negative)");
        assertThatThrownBy(() -> function("traceback").execN(
                Values.of(state.current, Strings.of("message"), LuauNumber.of(-1))))
                .hasMessage("invalid argument #3 to 'traceback' (level can't be negative)");
    }
}
