package dev.moonloom.core.async;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.HostErrors;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.Tasks;
import java.util.Objects;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A function of the host's that scripts call: the part that all kinds have in common. VM's thread only. */
abstract class HostFunction extends VarArgFunction {
    private final TaskScheduler scheduler;
    private final HostValues values;

    HostFunction(TaskScheduler scheduler, String name) {
        this.scheduler = scheduler;
        this.name = Objects.requireNonNull(name, "name");
        this.values = new HostValues(scheduler.coroutines().engine(), name);
    }

    /**
     * The call.
     *
     * @throws Exception what the script is to see as an error
     */
    abstract Varargs run(Varargs arguments) throws Exception;

    @Override
    public final Varargs invoke(Varargs arguments) {
        coroutines().checkOwner();
        try {
            return run(arguments);
        } catch (Exception failure) {
            throw errorOf(failure);
        }
    }

    final Coroutines coroutines() {
        return scheduler.coroutines();
    }

    final Tasks tasks() {
        return scheduler.tasks();
    }

    final HostValues values() {
        return values;
    }

    /** {@return what the script sees of a host's exception; an error of its own is left as it is} */
    static LuaError errorOf(Exception failure) {
        return failure instanceof LuaError error ? error : new LuaError(HostErrors.valueOf(failure));
    }

    @Override
    public final String name() {
        return name;
    }

    /** {@return what {@code tostring} gives: the address, as for every function, and not the name alone} */
    @Override
    public final String tojstring() {
        return String.format("function: 0x%016x", System.identityHashCode(this));
    }
}
