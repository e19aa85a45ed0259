package dev.moonloom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.syntax.Parser;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The definitions beside what scripts really have. */
final class DefinitionsCommandTest {
    /** What the analyzer of Luau knows by itself. */
    private static final Set<String> OF_LUAU = Set.of("_G", "_VERSION", "assert", "bit32", "buffer", "coroutine",
            "debug", "error", "gcinfo", "getfenv", "getmetatable", "integer", "ipairs", "loadstring", "math",
            "newproxy", "next", "os", "pairs", "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "require",
            "select", "setfenv", "setmetatable", "string", "table", "tonumber", "tostring", "type", "typeof", "unpack",
            "utf8", "vector", "xpcall");

    private static Set<String> lines(String code) {
        return new TreeSet<>(CommandRun.of("run", "--legacy", "-e", code).out().lines().toList());
    }

    @Test
    void globals_areThoseOfScripts_thatLuauLacks() {
        List<String> declared = Parser
                .parseDefinitions(CommandRun.of("definitions", "--legacy").out().getBytes(UTF_8));
        Set<String> lacking = lines("for name in getmetatable(getfenv(1)).__index do print(name) end");
        lacking.removeAll(OF_LUAU);

        assertThat(declared).contains("os").filteredOn(name -> !name.equals("os"))
                .containsExactlyInAnyOrderElementsOf(lacking);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "os"})
    void members_areThoseOfTheLibrary(String library) {
        String table = CommandRun.of("definitions").out().split("declare " + library + ": \\{\n", 2)[1].split("\n}")[0];
        Set<String> declared = new TreeSet<>(Pattern.compile("^    (\\w+):", Pattern.MULTILINE).matcher(table).results()
                .map(member -> member.group(1)).toList());

        assertThat(declared).isEqualTo(lines("for name in " + library + " do print(name) end"));
    }

    @Test
    void legacy_isDeclaredWhereItIsAskedFor() {
        assertThat(CommandRun.of("definitions").out()).doesNotContain("function wait");
        assertThat(CommandRun.of("definitions", "--legacy").out()).contains("declare function wait");
    }
}
