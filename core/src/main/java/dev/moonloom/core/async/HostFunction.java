package dev.moonloom.core.async;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import java.util.Objects;
import org.luaj.vm2.Varargs;

/** A function of the host's that scripts call: the part that all kinds have in common. VM's thread only. */
abstract class HostFunction extends LuauFunction {
    final String name;

    private final TaskScheduler scheduler;
    private final HostValues values;

    HostFunction(TaskScheduler scheduler, String name) {
        this.scheduler = scheduler;
        this.name = Objects.requireNonNull(name, "name");
        super(scheduler.coroutines().state());
        this.values = new HostValues(scheduler.coroutines().engine(), name);
    }

    /**
     * The call.
     *
     * @throws Exception what the script is to see as an error
     */
    abstract Varargs call(Varargs arguments) throws Exception;

    @Override
    public final Varargs execN(Varargs arguments) {
        coroutines().checkOwner();
        try {
            return call(arguments);
        } catch (Throwable failure) {
            throw errorOf(failure);
        }
    }

    final Coroutines coroutines() {
        return scheduler.coroutines();
    }

    final TaskScheduler scheduler() {
        return scheduler;
    }

    final Tasks tasks() {
        return scheduler.tasks();
    }

    final HostValues values() {
        return values;
    }

    /** {@return what the script sees of what host code has thrown; an error of its own is left as it is} */
    final LuauError errorOf(Throwable failure) {
        return HostAnswers.raised(this, failure);
    }

    @Override
    public final String debugName() {
        return name;
    }
}
