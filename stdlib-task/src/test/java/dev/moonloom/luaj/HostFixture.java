package dev.moonloom.luaj;

import dev.moonloom.core.scheduler.ErrorPrinter;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

/** A host with a {@code Globals} of LuaJ's own making, into which the libraries are installed. */
final class HostFixture implements AutoCloseable {
    /** Who drives the scheduler. */
    enum Mode {
        WORKER, STEPPED
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Globals globals;
    final TaskScheduler scheduler;
    private final Mode mode;
    private final List<Varargs> emitted = new CopyOnWriteArrayList<>();

    HostFixture(Mode mode, boolean withDebugLibrary) {
        this.mode = mode;
        globals = withDebugLibrary ? JsePlatform.debugGlobals() : JsePlatform.standardGlobals();
        globals.set("emit", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs values) {
                emitted.add(copyOf(values));
                return NONE;
            }
        });
        SchedulerOptions options = SchedulerOptions.defaults().feedback(new ErrorPrinter(System.err));
        scheduler = switch (mode) {
            case WORKER -> LuaJHost.install(globals, options);
            case STEPPED -> LuaJHost.installStepped(globals, options, () -> {});
        };
    }

    private static Varargs copyOf(Varargs view) {
        var values = new LuaValue[view.narg()];
        for (int i = 0; i < values.length; i++) {
            values[i] = view.arg(i + 1);
        }
        return LuaValue.varargsOf(values);
    }

    /** Runs a script until nothing is left to do. {@return what it has emitted, a text for each call} */
    List<String> run(String script) {
        scheduler.spawn(globals.load(script, "script"), LuaValue.NONE);
        finish();
        return texts();
    }

    /** Runs Java code on the VM's thread, outside any coroutine, and then whatever it has scheduled. */
    <T> T onOwner(Callable<T> code) throws Exception {
        T answer = switch (mode) {
            case WORKER -> Objects.requireNonNull(scheduler.ask(code).block(PATIENCE));
            case STEPPED -> code.call();
        };
        finish();
        return answer;
    }

    private void finish() {
        switch (mode) {
            case WORKER -> scheduler.waitTillDone().block(PATIENCE);
            case STEPPED -> {
                while (!scheduler.step().done()) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    List<Varargs> emitted() {
        return emitted;
    }

    private List<String> texts() {
        return emitted.stream().map(HostFixture::text).toList();
    }

    private static String text(Varargs values) {
        var text = new StringBuilder();
        for (int i = 1; i <= values.narg(); i++) {
            text.append(i == 1 ? "" : " ").append(values.arg(i).tojstring());
        }
        return text.toString();
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
