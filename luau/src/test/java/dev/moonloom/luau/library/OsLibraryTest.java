package dev.moonloom.luau.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Strings;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What depends on the moment. */
class OsLibraryTest {
    private final LuauTable library = OsLibrary.create(new LuauState());

    private LuauFunction function(String name) {
        return (LuauFunction) library.rawget(name);
    }

    @Test
    void clockNeverGoesBack() {
        double before = function("clock").exec0().arg1().todouble();

        assertThat(function("clock").exec0().arg1().todouble()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void timeWithoutArgumentsIsNow() {
        long before = System.currentTimeMillis() / 1000;
        double time = function("time").exec0().arg1().todouble();

        assertThat(time).isEqualTo(Math.rint(time));
        assertThat((long) time).isBetween(before, System.currentTimeMillis() / 1000);
    }

    @Test
    void dateWithoutMomentIsToday() {
        var fields = (LuauTable) function("date").exec1(Strings.of("!*t")).arg1();
        double rebuilt = function("time").exec1(fields).arg1().todouble();

        assertThat(rebuilt).isCloseTo(System.currentTimeMillis() / 1000.0, Offset.offset(60.0));
    }
}
