package dev.moonloom;

import dev.moonloom.core.async.HostAnswers;
import dev.moonloom.luau.runtime.LuauState;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/** Host code that blocks: it runs on the pool while its caller waits. */
final class BlockingCode extends HostCode {
    private final Preparation body;

    /** Takes the arguments of a call, on the VM's thread. */
    @FunctionalInterface
    interface Preparation {
        /** {@return what is to run on the pool} */
        Callable<@Nullable Object> prepare(BlockingCode self, Varargs arguments);
    }

    BlockingCode(Vm vm, String name, Preparation body) {
        super(vm, name);
        this.body = body;
    }

    /** {@return one whose body takes its arguments itself} Tables in them are copied, as they are when the call is made. */
    static BlockingCode of(Vm vm, String name, HostFunction body) {
        return new BlockingCode(vm, name, (self, arguments) -> {
            var call = new Call(self, Values.detached(vm, arguments).toLuau(vm));
            return () -> body.call(call);
        });
    }

    @Override
    public Varargs execN(Varargs arguments) {
        try {
            vm.scheduler().coroutines().checkYieldable();
            return HostAnswers.block(vm.scheduler(), this, vm.blockingPool(), prepared(arguments), this::results);
        } catch (ArgumentMismatch mismatch) {
            throw raised(mismatch.of(this, arguments.narg()));
        } catch (Throwable thrown) {
            throw raised(thrown);
        }
    }

    private Callable<@Nullable Object> prepared(Varargs arguments) {
        LuauState.Host before = begin();
        try {
            return body.prepare(this, arguments);
        } finally {
            state.endHost(before);
        }
    }
}
