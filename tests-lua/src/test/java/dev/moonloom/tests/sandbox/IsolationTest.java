package dev.moonloom.tests.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.CompiledScript;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Two VMs that run the same code have no value in common that a script could change, or know again. */
final class IsolationTest {
    /** A script that uses every library, and leaves behind what scripts leave behind. */
    private static final CompiledScript USES_EVERYTHING = everything();

    private static CompiledScript everything() {
        try (InputStream text = Objects.requireNonNull(
                IsolationTest.class.getResourceAsStream("/sandbox/uses_everything.luau"))) {
            return SandboxVm.compile(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private final SandboxVm first = new SandboxVm();
    private final SandboxVm second = new SandboxVm();

    /** What can be reached from a VM in which this script has begun: its globals are all that its function may hold. */
    private static Reachable after(SandboxVm vm, CompiledScript script, Varargs arguments) {
        LuauFunction function = vm.begin(script, arguments);
        return Reachable.from(vm.vm(), function);
    }

    @Test
    void twoVms_ofTheSameCode_shareNoValue() {
        Reachable values = after(first, USES_EVERYTHING, LuaValue.NONE);

        assertThat(values.sharedWith(after(second, USES_EVERYTHING, LuaValue.NONE))).isEmpty();
        assertThat(first.printed()).isEqualTo(second.printed()).endsWith("left behind\n");
        assertThat(values.countOfValues()).as("values that were looked at").isGreaterThan(250);
    }

    /** What the test above would find: the table that both scripts get is put away in each of these places. */
    @ParameterizedTest
    @ValueSource(strings = {
        "kept = ...",
        "kept = { [...] = 1 }",
        "kept = setmetatable({}, ...)",
        "kept = setmetatable({ ... }, { __mode = 'v' })",
        "local shared = ... kept = function() return shared end",
        "local shared; shared = ... kept = function() shared = shared end",
        "kept = newproxy(true) getmetatable(kept).shared = ...",
        "task.delay(1, print, ...)",
        "task.spawn(function(shared) task.wait(1) print(shared) end, ...)",
        "kept = coroutine.create(function(...) coroutine.yield() print(...) end) coroutine.resume(kept, ...)",
        "kept = coroutine.create(error) coroutine.resume(kept, ...)",
        "kept = setfenv(function() end, ...)",
        "kept = table.freeze({ { ... } })",
        "local shared = ... kept = string.gmatch('a', 'a') task.delay(1, function() kept(shared) end)",
    })
    void planted_table_isFound(String script) {
        var planted = new LuauTable();
        CompiledScript code = SandboxVm.compile(script);

        assertThat(after(first, code, planted).sharedWith(after(second, code, planted))).containsExactly(planted);
    }

    @Test
    void everyFunctionOfALibrary_isReached() {
        Reachable reachable = Reachable.from(first.vm());
        LuauTable globals = first.vm().globals();
        for (LuaValue name : globals.keys()) {
            LuaValue value = globals.rawget(name);
            assertThat(reachable.contains(value)).as(name.tojstring()).isTrue();
            if (value instanceof LuauTable library) {
                for (LuaValue key : library.keys()) {
                    assertThat(reachable.contains(library.rawget(key))).as("%s.%s", name, key).isTrue();
                }
            }
        }
    }
}
