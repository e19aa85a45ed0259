package dev.moonloom.tests;

import dev.moonloom.core.coroutine.Carrier;
import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Status;
import dev.moonloom.core.require.ModuleLibrary;
import dev.moonloom.core.require.ModuleSource;
import dev.moonloom.core.require.Require;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.ThreadHandle;
import dev.moonloom.core.scheduler.VirtualTime;
import dev.moonloom.core.scheduler.VirtualTime.VirtualTimeLimitException;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.core.vm.SyntaxTexts;
import dev.moonloom.luau.CompiledScript;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.syntax.SyntaxException;
import dev.moonloom.task.Libraries;
import dev.moonloom.tests.Line.Kind;
import dev.moonloom.tests.Script.Expectation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import reactor.core.scheduler.Schedulers;

/** One run of a behaviour script under virtual time, in a VM of its own, until nothing is left to do. */
public final class ScriptRun {
    /** More cycles than any script takes without time going on. */
    private static final int CYCLES_AT_ONE_TIME = 10_000;

    private final Script script;
    private final Loader loader;
    private final Transcript transcript;
    private final TestHost host = new TestHost();
    private final ScriptVm vm;
    private final VirtualTime time;
    private final Require require;

    private Duration lastTime = Duration.ZERO;
    private int cyclesAtLastTime;
    private boolean stuck;

    /** Makes a function of a script's text. */
    public interface Loader {
        /** {@return the script as code} */
        CompiledScript compile(byte[] text, String name);

        /** {@return what to run in place of the loaded script} */
        default LuauFunction loaded(LuauFunction script) {
            return script;
        }
    }

    private ScriptRun(Script script, Loader loader) {
        this.script = script;
        this.loader = loader;
        transcript = new Transcript(script.name());
        var made = new VirtualTime[1];
        vm = new ScriptVm(transcript.printed(), transcript.printed(), coroutines -> {
            made[0] = VirtualTime.create(coroutines, script.options().feedback(host.then(transcript)));
            return made[0].scheduler();
        });
        time = made[0];
        Libraries.install(vm);
        require = Libraries.installRequire(vm, modules());
        vm.globals().rawset("host", host.functions(vm.scheduler()));
        if (script.legacy()) {
            Libraries.legacy(vm.scheduler().tasks(), vm.globals());
        }
    }

    /** Those that stand beside the scripts, read at once, so that the order of events is always the same. */
    private static ModuleLibrary modules() {
        try {
            return ModuleLibrary.of(ModuleSource.ofFolder(Path.of(""))).readingOn(Schedulers.immediate());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Runs a script and compares what it did with what it says it would do.
     *
     * @throws AssertionError that names the script and the line where they differ
     */
    static void check(Script script) {
        check(script, ScriptVm::compile);
    }

    /** Does the same for a script that is made a function of in another way. */
    public static void check(Script script, Loader loader) {
        if (script.expectations().isEmpty()) {
            throw new AssertionError(script.name() + ": the script expects nothing");
        }
        var run = new ScriptRun(script, loader);
        run.checkCarrier();
        run.execute();
        run.compare();
    }

    /** Each run of the tests must be on the carrier that it is meant for. */
    private void checkCarrier() {
        Carrier carrier = vm.scheduler().coroutines().carrier();
        String expected = System.getProperty("moonloom.expectedCarrier");
        if (!carrier.name().equals(expected)) {
            throw new AssertionError("coroutines run on " + carrier + ", and the tests expect " + expected);
        }
    }

    private void execute() {
        LuauFunction chunk;
        try {
            CompiledScript code = loader.compile(script.text(), script.name());
            chunk = loader.loaded(require.load(code, "scripts/" + script.name()));
        } catch (SyntaxException invalid) {
            throw new AssertionError("no valid script: " + SyntaxTexts.lines(script.name(), invalid), invalid);
        }
        TaskScheduler scheduler = vm.scheduler();
        ThreadHandle main = scheduler.spawn(chunk, LuaValue.NONE);
        try {
            time.runUntil(() -> {
                checkThatTimeGoesOn();
                stuck = host.isStuck(scheduler);
                return stuck;
            });
        } catch (VirtualTimeLimitException endless) {
            throw failure(script.name() + ": " + endless.getMessage(), endless);
        }
        recordEnd(main.thread());
        scheduler.close();
    }

    /** A script that spins would never end: no deadline of its own lets virtual time go on. */
    private void checkThatTimeGoesOn() {
        Duration now = time.now();
        cyclesAtLastTime = now.equals(lastTime) ? cyclesAtLastTime + 1 : 0;
        lastTime = now;
        if (cyclesAtLastTime > CYCLES_AT_ONE_TIME) {
            throw failure(script.name() + ": time stands still at " + seconds() + " s, and the script goes on and on",
                    null);
        }
    }

    /** What a run leaves behind must be expected; how one ends that leaves nothing behind, may be. */
    private void recordEnd(@Nullable Coroutine main) {
        String state = stuck
                ? "waiting for the host"
                : main != null && main.status() == Status.SUSPENDED ? "suspended" : "done";
        if (!state.equals("done") || script.expects(Kind.END)) {
            transcript.add(Kind.END, state + " at " + seconds() + " s");
        }
    }

    private String seconds() {
        return BigDecimal.valueOf(time.now().toNanos(), 9).stripTrailingZeros().toPlainString();
    }

    private void compare() {
        List<Line> actual = transcript.lines();
        List<Expectation> expected = script.expectations();
        for (int i = 0; i < expected.size(); i++) {
            Expectation expectation = expected.get(i);
            String place = script.name() + ":" + expectation.lineNumber() + ": ";
            if (i == actual.size()) {
                throw failure(place + "never came:  " + expectation.line(), null);
            }
            if (!actual.get(i).equals(expectation.line())) {
                throw failure(place + "expected  " + expectation.line() + "\n  but was  " + actual.get(i), null);
            }
        }
        if (actual.size() > expected.size()) {
            throw failure(script.name() + ": not expected:  " + actual.get(expected.size()), null);
        }
    }

    private AssertionError failure(String reason, @Nullable Throwable cause) {
        return new AssertionError(reason + "\n\nThe whole transcript:\n" + transcript, cause);
    }
}
