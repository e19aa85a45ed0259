package dev.moonloom.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.core.scheduler.ErrorPrinter;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.VirtualTime;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.syntax.SyntaxException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaValue;

/** A VM for scripts with the libraries of the scheduler, under virtual time. */
final class ScriptVmTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final VirtualTime time;
    private final ScriptVm vm;

    ScriptVmTest() {
        var errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        var made = new VirtualTime[1];
        vm = new ScriptVm(new PrintStream(out, true, StandardCharsets.UTF_8), errors, coroutines -> {
            made[0] = VirtualTime.create(coroutines, SchedulerOptions.defaults().feedback(new ErrorPrinter(errors)));
            return made[0].scheduler();
        });
        time = made[0];
        Libraries.install(vm);
    }

    private String run(String script) {
        vm.scheduler().spawn(vm.load(script.getBytes(StandardCharsets.UTF_8), "script.luau"), LuaValue.NONE);
        time.runUntilDone();
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "luajava", "io", "package", "module", "load", "loadfile", "dofile", "os.execute", "os.exit", "os.getenv",
        "os.remove", "os.rename", "os.tmpname",
        "string.dump", "debug.getregistry", "debug.sethook", "debug.setmetatable", "debug.getupvalue"})
    void environment_offersNothingThatReachesOut(String name) {
        assertThat(run("print(" + name + ")")).isEqualTo("nil\n");
    }

    @Test
    void environment_globals_areAKnownList() {
        // A library function that appears here by itself has to be looked at before it is added to the list.
        assertThat(run("""
                local names = {}
                for name in pairs(_G) do names[#names + 1] = name end
                table.sort(names)
                print(table.concat(names, ' '))
                """))
                .isEqualTo("_G _VERSION assert bit32 buffer collectgarbage coroutine debug error gcinfo getfenv"
                        + " getmetatable integer ipairs loadstring math newproxy next os pairs pcall print rawequal rawget"
                        + " rawlen rawset select setfenv setmetatable string table task tonumber tostring type typeof"
                        + " unpack utf8 vector warn xpcall\n");
    }

    @Test
    void libraries_changedByAScript_stayAsTheyAre() {
        assertThat(run("""
                for _, change in {
                    function() string.upper = nil end,
                    function() getmetatable('').__index = nil end,
                    function() task.wait = nil end,
                    function() os.clock = nil end,
                } do
                    print(pcall(change))
                end
                """)).isEqualTo("""
                false\tscript.luau:2: attempt to modify a readonly table
                false\tscript.luau:3: attempt to modify a readonly table
                false\tscript.luau:4: attempt to modify a readonly table
                false\tscript.luau:5: attempt to modify a readonly table
                """);
    }

    @Test
    void load_ofACompiledChunk_isRefused() {
        byte[] compiled = {0x1b, 'L', 'u', 'a', 0x52, 0, 1, 4, 4, 4, 8, 0};

        assertThatThrownBy(() -> vm.load(compiled, "compiled")).isInstanceOf(SyntaxException.class);
    }

    @Test
    void load_ofAnInvalidScript_saysWhereAndWhy() {
        assertThatThrownBy(() -> vm.load("print(1)\nprint(".getBytes(StandardCharsets.UTF_8), "broken.luau"))
                .isInstanceOf(SyntaxException.class)
                .hasMessageStartingWith("2:");
    }

    @Test
    void print_ofAnyBytes_writesThoseBytes() {
        run("print('\\255\\0\\200', 'ä')");

        assertThat(out.toByteArray())
                .containsExactly((byte) 0xff, 0, (byte) 200, '\t', (byte) 0xc3, (byte) 0xa4, '\n');
    }

    @Test
    void print_ofValues_usesTostring() {
        assertThat(run("print(nil, true, 1, 1.5, setmetatable({}, {__tostring = function() return 'own' end}))"))
                .isEqualTo("nil\ttrue\t1\t1.5\town\n");
    }

    @Test
    void warn_ofAText_goesToTheErrorStream() {
        run("warn('careful', 1)");

        assertThat(errors()).isEqualTo("careful\t1\n");
        assertThat(out.size()).isZero();
    }

    @Test
    void uncaughtError_ofAScript_isPrintedWithItsFrames() {
        run("""
                local function inner()
                    error('broken')
                end
                local function outer()
                    inner()
                end
                outer()
                """);

        assertThat(errors()).isEqualTo("""
                script.luau:2: broken
                stacktrace:
                [C] function error
                script.luau:2 function inner
                script.luau:5 function outer
                script.luau:7
                """);
    }

    @Test
    void uncaughtError_afterAWait_isPrintedWithItsFrames() {
        run("""
                local function nap()
                    task.wait(1)
                    error('woken', 0)
                end
                task.spawn(function()
                    nap()
                end)
                """);

        assertThat(errors()).isEqualTo("""
                woken
                stacktrace:
                [C] function error
                script.luau:3 function nap
                script.luau:6
                """);
    }

    @Test
    void uncaughtError_afterACaughtOne_showsItsOwnFrames() {
        run("""
                pcall(error, 'caught')
                local function failing()
                    local nothing
                    return nothing.field
                end
                failing()
                """);

        assertThat(errors()).startsWith("script.luau:4: ").doesNotContain("function error");
    }

    @Test
    void traceback_ofTheRunningAndOfASuspendedThread_namesFunctions() {
        assertThat(run("""
                local function inner()
                    coroutine.yield()
                end
                local thread = coroutine.create(function()
                    inner()
                end)
                coroutine.resume(thread)
                print(debug.traceback(thread))
                print(debug.traceback('message'))
                """)).isEqualTo("""
                script.luau:2 function inner
                script.luau:5

                message
                script.luau:9

                """);
    }

    @Test
    void pcall_ofAStackOverflow_catchesIt_andTheVmGoesOn() {
        assertThat(run("""
                local function deep() return 1 + deep() end
                for _ = 1, 3 do print(select(2, pcall(deep)):match('stack overflow')) end
                print(task.wait(1))
                local function shallow() error('still exact') end
                print(pcall(shallow))
                """)).isEqualTo("""
                stack overflow
                stack overflow
                stack overflow
                1
                false\tscript.luau:4: still exact
                """);
    }

    @Test
    void clock_ofScripts_isTheSchedulers() {
        assertThat(run("task.wait(90) print(os.clock())")).isEqualTo("90\n");
    }

    @Test
    void twoVms_shareNothing() {
        run("shared = 'first'");

        assertThat(new ScriptVmTest().run("print(shared)")).isEqualTo("nil\n");
    }
}
