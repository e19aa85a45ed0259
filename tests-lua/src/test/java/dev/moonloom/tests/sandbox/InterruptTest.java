package dev.moonloom.tests.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.core.async.HostFunctions;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.Unwinding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * A script whose time is up: the host's interrupt handler throws an {@link Unwinding}, and no script can keep it from ending
 * what runs. The scripts interrupt themselves, and then do what would never end.
 */
@Timeout(60)
final class InterruptTest {
    private static final class TimeIsUp extends Unwinding {
        private static final long serialVersionUID = 1L;

        TimeIsUp() {
            super("time is up");
        }
    }

    private final SandboxVm sandbox = new SandboxVm();
    private final Coroutines coroutines = sandbox.vm().scheduler().coroutines();

    @BeforeEach
    void addHostFunctions() {
        sandbox.vm().state().onInterrupt(() -> {
            throw new TimeIsUp();
        });
        HostFunctions functions = HostFunctions.of(sandbox.vm().scheduler());
        add("interrupt", functions.plain("interrupt", _ -> {
            sandbox.vm().state().interrupt();
            return null;
        }));
        add("call", functions.plain("call", arguments -> arguments.arg1().invoke(arguments.subargs(2))));
        add("callCatching", functions.plain("callCatching", arguments -> {
            try {
                return arguments.arg1().call();
            } catch (LuaError | IllegalStateException caught) {
                return "caught";
            }
        }));
        add("callYieldable", functions.yieldable("callYieldable",
                (_, arguments) -> arguments.arg1().invoke(arguments.subargs(2))));
        coroutines.adopt();
    }

    private void add(String name, LuaValue function) {
        sandbox.vm().globals().rawset(name, function);
    }

    private void resume(String script) {
        LuauFunction function = sandbox.vm().load(SandboxVm.compile(script));
        coroutines.resume(coroutines.create(function), LuaValue.NONE);
    }

    private void checkThatTheVmGoesOn() {
        resume("""
                local thread = coroutine.create(function() coroutine.yield(1) return pcall(error, 2) end)
                print(coroutine.resume(thread))
                print(coroutine.resume(thread))
                local function deep(n) return n == 0 and 0 or 1 + deep(n - 1) end
                print(deep(19000), coroutine.isyieldable(), select(2, pcall(function() missing() end)))
                """);
        assertThat(sandbox.printed())
                .isEqualTo("true\t1\ntrue\tfalse\t2\n19000\ttrue\tscript:5: attempt to call a nil value\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "pcall(spin)",
        "while true do pcall(spin) end",
        "pcall(pcall, pcall, spin)",
        "xpcall(spin, print)",
        "xpcall(spin, function() print('handled') return spin() end)",
        "xpcall(error, spin)",
        "xpcall(error, function() pcall(spin) end)",
        "coroutine.resume(coroutine.create(spin))",
        "pcall(coroutine.wrap(spin))",
        "local thread thread = coroutine.create(function() coroutine.yield() spin() end)"
                + " coroutine.resume(thread) pcall(coroutine.resume, thread)",
        "pcall(task.spawn, spin)",
        "pcall(task.spawn, coroutine.create(spin))",
        "pcall(table.sort, { 3, 2, 1 }, spin)",
        "pcall(string.gsub, 'aaa', 'a', spin)",
        "pcall(table.foreach, { 1 }, spin)",
        "pcall(tostring, setmetatable({}, { __tostring = spin }))",
        "pcall(function() return setmetatable({}, { __index = spin }).x end)",
        "local t = setmetatable({}, { __lt = spin }) pcall(function() return t < t end)",
        "pcall(function() for _ in setmetatable({}, { __iter = spin }) do end end)",
        "pcall(function() for _ in spin do end end)",
        "pcall(call, spin)",
        "pcall(call, pcall, spin)",
        "pcall(callCatching, spin)",
        "pcall(callYieldable, spin)",
        "pcall(callYieldable, pcall, spin)",
        "pcall(loadstring('local spin = ... spin()'), spin)",
        "local function tree(n) if n > 0 then tree(n - 1) tree(n - 1) end end interrupt() pcall(tree, 150)",
        "local function tree(n) if n > 0 then pcall(tree, n - 1) pcall(tree, n - 1) end end interrupt() pcall(tree, 150)",
    })
    void script_whoseTimeIsUp_cannotCatchIt(String script) {
        assertThatThrownBy(() -> resume("""
                local function spin() interrupt() while true do end end
                """ + script + " print('went on')")).isInstanceOf(TimeIsUp.class);
        assertThat(sandbox.printed()).isEmpty();
        checkThatTheVmGoesOn();
    }

    /** Work of a library function that takes longer than anybody waits, without any code of the script. */
    @ParameterizedTest
    @ValueSource(strings = {
        "string.find(string.rep('a', 40), string.rep('a?', 40) .. string.rep('a', 40) .. 'b')",
        "string.match(string.rep('a', 300000), '.-.-.-b')",
        "string.gsub(string.rep('(', 3000000), '%b()', '')",
        "string.gmatch(string.rep('a', 300000), '.-.-.-b')()",
        "string.find(string.rep('a', 3000000), string.rep('a', 1500000) .. 'b', 1, true)",
        "string.find(string.rep('ab', 1500000), '[^c]*[^d]*[^e]*f')",
    })
    void libraryFunction_whoseTimeIsUp_ends(String work) {
        assertThatThrownBy(() -> resume("interrupt() pcall(function() return " + work + " end) print('went on')"))
                .isInstanceOf(TimeIsUp.class);
        assertThat(sandbox.printed()).isEmpty();
        checkThatTheVmGoesOn();
    }

    @Test
    void interruptOfOneVm_leavesOthersAlone() {
        var other = new SandboxVm();
        sandbox.vm().state().interrupt();

        assertThat(other.run("for i = 1, 100 do if i == 100 then print(i) end end")).isEqualTo("100\n");
        assertThatThrownBy(() -> resume("while true do end")).isInstanceOf(TimeIsUp.class);
    }
}
