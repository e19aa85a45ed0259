package dev.moonloom.core.coroutine;

import static dev.moonloom.luau.runtime.Yield.YIELD;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.valueOf;

import dev.moonloom.luau.runtime.Activation;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;

/** Functions whose frames are saved as plain objects, as the compiler's are; it takes down what becomes of them. */
final class HeapFrames {
    /** What a frame does with the values that reach it. */
    @FunctionalInterface
    interface Code {
        /** The code. */
        Varargs run(Varargs values);
    }

    /** What a frame does with an error that reaches it. */
    @FunctionalInterface
    interface Handler {
        /** The handler. */
        Varargs caught(LuaError error);
    }

    /** The code of a Java function that may wait. */
    @FunctionalInterface
    interface HostBody {
        /** The code. */
        Varargs run(Varargs values) throws Exception;
    }

    final List<String> log = new ArrayList<>();
    final Coroutines coroutines;

    HeapFrames(Coroutines coroutines) {
        this.coroutines = coroutines;
    }

    LuauState state() {
        return coroutines.state();
    }

    /** {@return a function that runs this code directly} */
    LuauFunction function(String name, Code code) {
        return new LuauFunction(state()) {
            @Override
            public Varargs execN(Varargs arguments) {
                log.add("enter " + name);
                int before = state.enter(this);
                Varargs results = code.run(arguments);
                state.top = before;
                return results;
            }

            @Override
            public String debugName() {
                return name;
            }
        };
    }

    /** {@return a Java function that may wait, as host functions do} */
    LuauFunction host(String name, HostBody body) {
        return new Host(state(), name, body);
    }

    private final class Host extends LuauFunction implements FiberCode {
        private final String name;
        private final HostBody body;

        Host(LuauState state, String name, HostBody body) {
            super(state);
            this.name = name;
            this.body = body;
        }

        @Override
        public Varargs execN(Varargs arguments) {
            return coroutines.callOnFiber(this, this, arguments);
        }

        @Override
        public Varargs run(Varargs arguments) throws Exception {
            log.add("enter " + name);
            return body.run(arguments);
        }

        @Override
        public LuauError raised(Throwable thrown) {
            return state.asError(thrown);
        }

        @Override
        public String debugName() {
            return name;
        }
    }

    /** {@return a coroutine whose body is this code} */
    Coroutine create(Code body) {
        return coroutines.create(function("body", body));
    }

    Varargs giveWay(String value) {
        return coroutines.yield(valueOf(value));
    }

    Coroutine running() {
        return Objects.requireNonNull(coroutines.current());
    }

    /** Code after a call, as a compiler emits it: go on with the results, or save the rest and hand YIELD on. */
    Varargs after(String name, Varargs results, Code rest) {
        return after(name, results, rest, null);
    }

    Varargs after(String name, Varargs results, Code rest, @Nullable Handler handler) {
        if (results != YIELD) {
            return rest.run(results);
        }
        log.add("save " + name);
        running().save(new Frame(name, rest, handler));
        return YIELD;
    }

    Outcome resume(Coroutine coroutine, String... values) {
        Outcome outcome = coroutines.resume(coroutine, values.length == 0 ? NONE : valueOf(values[0]));
        log.add(switch (outcome) {
            case Outcome.Yielded(var out) -> "yielded " + out.tojstring();
            case Outcome.Returned(var out) -> "returned " + out.tojstring();
            case Outcome.Failed(var value, _, _) -> "failed " + value.tojstring();
            case Outcome.Cancelled _ -> "cancelled";
        });
        return outcome;
    }

    static Varargs append(Varargs values, String suffix) {
        return valueOf(values.arg1().tojstring() + suffix);
    }

    /** The rest of a function after a call that gave way. */
    private final class Frame extends Activation {
        private final String name;
        private final Code rest;
        private final @Nullable Handler handler;

        Frame(String name, Code rest, @Nullable Handler handler) {
            this.name = name;
            this.rest = rest;
            this.handler = handler;
        }

        @Override
        public Varargs resume(Varargs values) {
            log.add("enter " + name);
            return rest.run(values);
        }

        @Override
        public Varargs fail(LuaError error) {
            if (handler == null) {
                log.add("unwind " + name);
                throw error;
            }
            log.add("catch " + name);
            return handler.caught(error);
        }

        @Override
        public void drop() {
            log.add("drop " + name);
        }
    }
}
