package dev.moonloom.luaj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.luaj.HostFixture.Mode;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;

/** An existing host: on a worker and stepped, with LuaJ's debug library and without. */
@Tag("carrier")
@ParameterizedClass(name = "{0}, debug library {1}")
@MethodSource("hosts")
final class LuaJHostTest {
    private final boolean withDebugLibrary;
    private final HostFixture host;

    LuaJHostTest(Mode mode, boolean withDebugLibrary) {
        this.withDebugLibrary = withDebugLibrary;
        host = new HostFixture(mode, withDebugLibrary);
    }

    static Stream<Arguments> hosts() {
        return Stream.of(Mode.values()).flatMap(mode -> Stream.of(true, false).map(debug -> Arguments.of(mode, debug)));
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void carrier_ofTheInstalledCoroutines_isTheExpectedOne() {
        assertThat(host.scheduler.coroutines().carrier()).hasToString(System.getProperty("moonloom.expectedCarrier"));
    }

    @Test
    void spawnDeferDelay_inAScript_runInTheirOrder() {
        assertThat(host.run("""
                task.delay(0.002, emit, 'delayed', 1, nil, 3)
                task.defer(emit, 'deferred', 1, nil, 3)
                task.spawn(emit, 'spawned', 1, nil, 3)
                emit('main')
                """))
                .containsExactly("spawned 1 nil 3", "main", "deferred 1 nil 3", "delayed 1 nil 3");
    }

    @Test
    void wait_inAScript_answersWhatHasPassed() {
        assertThat(host.run("emit(task.wait(0.002) >= 0.002)")).containsExactly("true");
    }

    @Test
    void cancel_ofADelayedThread_endsIt() {
        assertThat(host.run("""
                local thread = task.delay(1000, emit, 'never')
                task.cancel(thread)
                emit(coroutine.status(thread))
                """)).containsExactly("dead");
    }

    @Test
    void coroutines_inAScript_exchangeValues() {
        assertThat(host.run("""
                local problem = {}
                local co = coroutine.create(function(a, b)
                    error(coroutine.yield(a + b))
                end)
                emit(coroutine.resume(co, 1, 2))
                local ok, caught = coroutine.resume(co, problem)
                emit(ok, caught == problem, coroutine.status(co))
                emit(select(2, coroutine.close(co)) == problem)
                emit(coroutine.wrap(coroutine.isyieldable)())
                """)).containsExactly("true 3", "false true dead", "true", "true");
    }

    @Test
    void xpcall_suspendedInTwoCoroutines_runsEachOnesHandler() {
        assertThat(host.run("""
                local function protected(name)
                    return coroutine.wrap(function()
                        local _, answer = xpcall(function()
                            coroutine.yield()
                            error('problem', 0)
                        end, function() return name end)
                        return answer
                    end)
                end
                local first, second = protected('first'), protected('second')
                first() second()
                emit(first()) emit(second())
                """)).containsExactly("first", "second");
    }

    @Test
    void xpcall_aroundAResume_isNotSeenInside() {
        assertThat(host.run("""
                local co = coroutine.create(function() error('raised') end)
                xpcall(function() emit(select(2, coroutine.resume(co))) end, function() return 'outer handler' end)
                """)).singleElement().asString().startsWith("script:1 raised");
    }

    @Test
    void chunkOutsideCoroutines_schedules_andTheSchedulerRunsIt() throws Exception {
        host.onOwner(() -> host.globals.load("""
                task.spawn(emit, 'spawned')
                task.defer(emit, 'deferred')
                task.delay(0.001, emit, 'delayed')
                emit('chunk')
                """).call());

        assertThat(host.emitted()).extracting(values -> values.arg1().tojstring())
                .containsExactly("spawned", "chunk", "deferred", "delayed");
    }

    @Test
    void chunkOutsideCoroutines_cannotGiveWay() throws Exception {
        host.onOwner(() -> host.globals.load("""
                emit(pcall(task.wait, 1))
                emit(pcall(coroutine.yield))
                emit(coroutine.running(), coroutine.isyieldable())
                """).call());

        assertThat(host.emitted()).extracting(values -> values.arg(2).tojstring())
                .containsExactly("attempt to yield from outside a coroutine",
                        "attempt to yield from outside a coroutine", "false");
    }

    @Test
    void numbers_thatLeaveTheLibraries_areLuaJsOwn() {
        host.run("emit(task.wait(0.001)) emit(select('#', coroutine.resume(coroutine.create(emit), 1, 2.5)))");

        assertThat(host.emitted()).allSatisfy(values -> {
            for (int i = 1; i <= values.narg(); i++) {
                assertThat(values.arg(i)).isInstanceOfAny(LuaDouble.class, LuaInteger.class);
            }
        });
    }

    @Test
    void legacyFunctions_areThereOnlyWhenAskedFor() {
        assertThat(host.run("emit(wait, spawn, delay)")).containsExactly("nil nil nil");

        LuaJHost.installLegacy(host.globals, host.scheduler);
        assertThat(host.run("spawn(function() emit('spawned') end) wait()")).endsWith("spawned");
    }

    @Test
    void libraries_ofTheHost_areReadOnly() {
        assertThat(host.run("""
                emit(pcall(rawset, task, 'wait', emit))
                emit(pcall(rawset, coroutine, 'yield', emit))
                """))
                .containsExactly("false attempt to modify a readonly table",
                        "false attempt to modify a readonly table");
    }

    @Test
    void traceback_ofASuspendedCoroutine_showsItsFrames() {
        String traceback = host.run("""
                local function inner() coroutine.yield() end
                local co = coroutine.create(function() inner() end)
                coroutine.resume(co)
                emit(debug and debug.traceback(co) or 'no debug library')
                emit(debug and debug.traceback('own message') or 'no debug library')
                """).getFirst();

        if (withDebugLibrary) {
            assertThat(traceback).contains("script:1").contains("script:2").doesNotContain("script:4");
        } else {
            assertThat(traceback).isEqualTo("no debug library");
        }
    }

    @Test
    void getinfo_ofASuspendedCoroutine_showsItsLine() {
        String line = host.run("""
                local co = coroutine.create(function()
                    coroutine.yield()
                end)
                coroutine.resume(co)
                emit(debug and debug.getinfo(co, 1, 'l').currentline or 'no debug library')
                """).getFirst();

        assertThat(line).isEqualTo(withDebugLibrary ? "2" : "no debug library");
    }

    @Test
    void callStack_ofTheResumer_isItsOwnAgainAfterTheSwitch() {
        String traceback = host.run("""
                local co = coroutine.create(function() coroutine.yield() end)
                local function outer()
                    coroutine.resume(co)
                    return (debug and debug.traceback('here') or 'no debug library')
                end
                emit((outer()))
                """).getFirst();

        if (withDebugLibrary) {
            assertThat(traceback).contains("script:4").contains("script:6").doesNotContain("script:1");
        } else {
            assertThat(traceback).isEqualTo("no debug library");
        }
    }

    @Test
    void library_usedOnAnotherThread_failsAtOnce() {
        host.run("emit('the scheduler has its thread now')");

        LuaValue spawn = host.globals.get("task").get("spawn");
        LuaValue emit = host.globals.get("emit");
        assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> spawn.call(emit)).join())
                .hasCauseInstanceOf(WrongThreadException.class)
                .hasMessageContaining("belongs to");
    }
}
