package dev.moonloom.core.async;

import dev.moonloom.core.scheduler.TaskScheduler;
import java.util.Objects;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import reactor.core.scheduler.Scheduler;

/** A host function that blocks, on a thread of a pool. */
final class BlockingFunction extends HostFunction {
    private final HostFunctions.Body body;
    private final Scheduler pool;

    BlockingFunction(TaskScheduler scheduler, String name, HostFunctions.Body body, Scheduler pool) {
        super(scheduler, name);
        this.body = Objects.requireNonNull(body, "body");
        this.pool = pool;
    }

    @Override
    Varargs call(Varargs arguments) {
        Varargs copy = portable(arguments);
        return HostAnswers.block(scheduler(), this, pool, () -> body.call(copy), values()::results);
    }

    /** {@return a copy for another thread: the caller's own may be a view of its registers} */
    private Varargs portable(Varargs arguments) {
        var copy = new LuaValue[arguments.narg()];
        for (int i = 0; i < copy.length; i++) {
            LuaValue argument = arguments.arg(i + 1);
            copy[i] = switch (argument.type()) {
                case LuaValue.TNIL, LuaValue.TBOOLEAN, LuaValue.TNUMBER, LuaValue.TSTRING -> argument;
                default -> throw new LuaError(HostValues.text("invalid argument #" + (i + 1) + " to '" + name + "' (a "
                        + argument.typename() + " cannot leave the VM's thread)"));
            };
        }
        return LuaValue.varargsOf(copy);
    }
}
