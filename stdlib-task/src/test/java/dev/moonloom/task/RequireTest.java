package dev.moonloom.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.core.require.ModuleLibrary;
import dev.moonloom.core.require.ModuleSource;
import dev.moonloom.core.require.ModuleText;
import dev.moonloom.core.require.Require;
import dev.moonloom.core.scheduler.SchedulerOptions;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.ThreadHandle;
import dev.moonloom.core.vm.ScriptVm;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.publisher.Mono;

/** What hosts see of {@code require}, in real time. What scripts see of it is in {@code tests-lua/scripts/require}. */
@Timeout(60)
final class RequireTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<TaskScheduler> schedulers = new ArrayList<>();

    @AfterEach
    void close() {
        schedulers.forEach(TaskScheduler::close);
    }

    private ScriptVm vm() {
        var silence = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var vm = new ScriptVm(
                silence, silence, coroutines -> TaskScheduler.create(coroutines, SchedulerOptions.defaults()));
        schedulers.add(vm.scheduler());
        Libraries.install(vm);
        return vm;
    }

    private ThreadHandle spawn(ModuleLibrary library, String script) {
        ScriptVm vm = vm();
        Require require = Libraries.installRequire(vm, library);
        byte[] text = script.getBytes(StandardCharsets.UTF_8);
        return vm.scheduler().spawn(require.load(ScriptVm.compile(text, "main"), "main.luau"), LuaValue.NONE);
    }

    private Varargs run(ModuleLibrary library, String script) {
        return Objects.requireNonNull(spawn(library, script).result().block(SOON));
    }

    private static ModuleSource texts(String... pathsAndTexts) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            texts.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return ModuleSource.ofTexts(texts);
    }

    @Test
    void require_inTwoVms_sharesCodeAndNothingElse() {
        ModuleLibrary library = ModuleLibrary.of(texts("shared.luau", "return function() return {} end"));

        LuaValue first = run(library, "return require('./shared')").arg1();
        LuaValue second = run(library, "return require('./shared')").arg1();

        assertThat(first).isNotSameAs(second);
        assertThat(first.getClass()).isSameAs(second.getClass());
    }

    @Test
    void require_ofATextThatHasChanged_compilesItAnew() {
        var text = new AtomicReference<>("return 1");
        ModuleLibrary library = ModuleLibrary.of(path -> path.equals("changing.luau")
                ? new ModuleText(path, text.get().getBytes(StandardCharsets.UTF_8))
                : null);
        assertThat(run(library, "return require('./changing')").arg1().toint()).isEqualTo(1);

        text.set("return 2");

        assertThat(run(library, "return require('./changing')").arg1().toint()).isEqualTo(2);
    }

    @Test
    void require_reads_onAThreadThatMayBlock() {
        var readers = new ArrayList<String>();
        ModuleLibrary library = ModuleLibrary.of(path -> {
            synchronized (readers) {
                readers.add(Thread.currentThread().getName());
            }
            return path.equals("there.luau")
                    ? new ModuleText(path, new byte[]{'r', 'e', 't', 'u', 'r', 'n', ' ', '1'})
                    : null;
        });

        run(library, "return require('./there')");

        assertThat(readers).isNotEmpty().allMatch(name -> name.startsWith("boundedElastic"));
    }

    @Test
    void require_whileTheModuleIsRead_keepsTheRunAlive() throws InterruptedException {
        var mayRead = new CountDownLatch(1);
        ModuleLibrary library = ModuleLibrary.of(path -> {
            awaitQuietly(mayRead);
            return path.equals("late.luau")
                    ? new ModuleText(path, new byte[]{'r', 'e', 't', 'u', 'r', 'n', ' ', '1'})
                    : null;
        });
        ThreadHandle main = spawn(library, "return require('./late')");
        var done = new CountDownLatch(1);
        var _ = schedulers.getFirst().waitTillDone().subscribe(_ -> {}, _ -> {}, done::countDown);
        assertThat(main.result().timeout(Duration.ofMillis(50), Mono.empty()).block(SOON))
                .isNull();
        assertThat(done.getCount()).isEqualTo(1);

        mayRead.countDown();

        done.await();
        assertThat(main.result().block(SOON)).isNotNull();
    }

    @Test
    void close_whileAModuleIsRead_cancelsItsRequirer() {
        var mayRead = new CountDownLatch(1);
        ModuleLibrary library = ModuleLibrary.of(_ -> {
            awaitQuietly(mayRead);
            return null;
        });
        ThreadHandle main = spawn(library, "return require('./never')");

        schedulers.getFirst().close();

        assertThatThrownBy(() -> main.result().block(SOON)).isInstanceOf(CancellationException.class);
        mayRead.countDown();
    }

    @Test
    void require_fromASourceThatFails_saysWhere() {
        ModuleLibrary library = ModuleLibrary.of(path -> {
            if (path.endsWith("runtime.luau")) {
                throw new IllegalStateException("no disk");
            }
            throw new IOException("no network");
        });

        assertThat(run(library, "local _, text = pcall(function() return require('./module') end) return text")
                .arg1().tojstring()).startsWith("main:1: ").contains("no network");
        assertThat(run(library, "local _, text = pcall(function() return require('./runtime') end) return text")
                .arg1().tojstring()).startsWith("main:1: ").contains("no disk");
    }

    @Test
    void require_inAScriptWithoutAPlace_isAnError() {
        ScriptVm vm = vm();
        Libraries.installRequire(vm, ModuleLibrary.of(texts("there.luau", "return 1")));
        byte[] text = "return select(2, pcall(require, './there'))".getBytes(StandardCharsets.UTF_8);

        Varargs results = vm.scheduler().spawn(vm.load(text, "main"), LuaValue.NONE).result().block(SOON);

        assertThat(String.valueOf(results)).isEqualTo("require is not supported in this context");
    }

    @Test
    void shownAs_isWhatPositionsShow() {
        ModuleLibrary library = ModuleLibrary.of(texts("fails.luau", "error('broken')"))
                .shownAs(path -> "game/" + path);

        assertThat(run(library, "return select(2, pcall(require, './fails'))").arg1().tojstring())
                .isEqualTo("error while running module: game/fails.luau:1: broken");
    }

    @Test
    void provide_answersByThisVeryPath_inAnyCase() {
        ScriptVm vm = vm();
        Require require = Require.install(vm, ModuleLibrary.of(texts())).provide("@Game/version",
                LuaValue.valueOf("7"));
        byte[] text = "return require('@game/Version')".getBytes(StandardCharsets.UTF_8);

        Varargs results = vm.scheduler().spawn(require.load(ScriptVm.compile(text, "main"), "main.luau"), LuaValue.NONE)
                .result()
                .block(SOON);

        assertThat(String.valueOf(results)).isEqualTo("7");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
