package dev.moonloom.core.async;

import static dev.moonloom.core.async.Vm.outcome;
import static dev.moonloom.core.async.Vm.pcall;
import static dev.moonloom.core.async.Vm.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.core.coroutine.JavaEngine;
import dev.moonloom.core.scheduler.ThreadHandle;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;

@Tag("carrier")
final class YieldableFunctionTest {
    private final Vm vm = new Vm();

    @Test
    void yield_values_passBothWays() {
        LuaFunction ask = vm.functions.yieldable(
                "ask", (call, arguments) -> "got " + call.yield(arguments).arg1().tojstring());

        ThreadHandle handle = vm.runCallOf(ask, string("question"));
        vm.resume(handle, string("answer"));
        vm.step();

        assertThat(vm.log).containsExactly("> yielded question", "> returned got answer");
    }

    @Test
    void yield_ofLuauBelow_suspendsTheWholeCall() {
        LuaFunction below = JavaEngine.function(arguments -> vm.coroutines.yield(arguments));
        LuaFunction each = vm.functions.yieldable("each", (_, _) -> {
            LuaValue first = below.call(string("first"));
            LuaValue second = below.call(string("second"));
            return first.tojstring() + second.tojstring();
        });

        ThreadHandle handle = vm.runCallOf(each);
        vm.resume(handle, string("1"));
        vm.resume(handle, string("2"));
        vm.step();

        assertThat(vm.log).containsExactly("> yielded first", "> yielded second", "> returned 12");
    }

    @Test
    void call_inRegionWithoutYield_isLegal() {
        LuaFunction quiet = vm.functions.yieldable("quiet", (_, _) -> "fine");
        LuaFunction region = vm.functions.plain("region", _ -> quiet.invoke());

        vm.runCallOf(region);

        assertThat(vm.log).containsExactly("> returned fine");
    }

    @Test
    void yield_inRegion_isRefused() {
        LuaFunction yields = vm.functions.yieldable("yields", (call, _) -> call.yield(LuaValue.NONE));
        LuaFunction region = vm.functions.plain("region", _ -> pcall(yields));

        vm.runCallOf(region);

        assertThat(vm.log).containsExactly("> returned attempt to yield across metamethod/C-call boundary");
    }

    @Test
    void yield_outsideCoroutine_isRefused() {
        LuaFunction yields = vm.functions.yieldable("yields", (call, _) -> call.yield(LuaValue.NONE));

        assertThat(pcall(yields)).isEqualTo(string("attempt to yield from outside a coroutine"));
    }

    @Test
    void call_exceptionAfterYield_isCaughtByTheCaller() {
        LuaFunction fails = vm.functions.yieldable("fails", (call, _) -> {
            call.yield(LuaValue.NONE);
            throw new IOException("disk on fire");
        });

        ThreadHandle handle = vm.run(_ -> pcall(fails));
        vm.resume(handle, LuaValue.NONE);
        vm.step();

        assertThat(vm.log).containsExactly("> yielded", "> returned disk on fire");
    }

    @Test
    void onCancel_coroutineClosed_disposesEveryCallOnItsStack() {
        LuaFunction inner = vm.functions.yieldable("inner", (call, _) -> {
            call.onCancel(() -> vm.log.add("inner disposed"));
            return call.yield(LuaValue.NONE);
        });
        LuaFunction outer = vm.functions.yieldable("outer", (call, _) -> {
            call.onCancel(() -> vm.log.add("outer disposed"));
            return inner.invoke();
        });

        ThreadHandle handle = vm.runCallOf(outer);
        handle.cancel();
        vm.step();

        assertThat(vm.log).containsExactlyInAnyOrder("> yielded", "inner disposed", "outer disposed", "> cancelled");
        assertThat(outcome(handle)).isEqualTo("cancelled");
    }

    @Test
    void onCancel_functionReturned_isTakenBack() {
        LuaFunction returns = vm.functions.yieldable("returns", (call, _) -> {
            call.onCancel(() -> vm.log.add("disposed"));
            return null;
        });

        ThreadHandle handle = vm.run(_ -> {
            returns.call();
            return vm.coroutines.yield(LuaValue.NONE);
        });
        handle.cancel();
        vm.step();

        assertThat(vm.log).containsExactly("> yielded", "> cancelled");
    }

    @Test
    void onCancel_functionThrew_isTakenBack() {
        LuaFunction fails = vm.functions.yieldable("fails", (call, _) -> {
            call.onCancel(() -> vm.log.add("disposed"));
            throw new IOException("disk on fire");
        });

        ThreadHandle handle = vm.runCallOf(fails);

        assertThat(vm.log).containsExactly("> failed disk on fire");
        assertThat(outcome(handle)).isEqualTo("failed disk on fire");
    }

    @Test
    void onCancel_outsideCoroutine_isLegal() {
        LuaFunction quiet = vm.functions.yieldable("quiet", (call, _) -> {
            call.onCancel(() -> vm.log.add("disposed"));
            return "fine";
        });

        assertThat(quiet.call()).isEqualTo(string("fine"));
        assertThat(vm.log).isEmpty();
    }

    @Test
    void hostCall_usedAfterReturn_fails() {
        var kept = new AtomicReference<HostCall>();
        LuaFunction leaks = vm.functions.yieldable("leaks", (call, _) -> {
            kept.set(call);
            return null;
        });
        leaks.call();

        assertThatThrownBy(() -> kept.get().yield(LuaValue.NONE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.get().onCancel(() -> {})).isInstanceOf(IllegalStateException.class);
    }
}
