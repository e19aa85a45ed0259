package dev.moonloom.core.model;

import java.time.Duration;
import java.util.List;

/** One call of the host API. */
sealed interface HostCall {
    /** {@return what sort of operation it is when it is made on the VM's thread} */
    Kind kind();

    /** Schedules a function or a thread. There is no legacy way for a host. */
    record Start(Op.Verb verb, Duration delay, Target target, List<Double> values) implements HostCall {
        @Override
        public Kind kind() {
            return switch (verb) {
                case SPAWN -> Kind.HOST_SPAWN;
                case DEFER -> Kind.HOST_DEFER;
                case DELAY, LEGACY_DELAY -> Kind.HOST_DELAY;
            };
        }
    }

    /** Cancels what an earlier start has given a handle for. */
    record Cancel(int handle) implements HostCall {
        @Override
        public Kind kind() {
            return Kind.HOST_CANCEL;
        }
    }

    /** Delivers the result of a host operation, for the first or another time. */
    record Complete(int operation, Delivery delivery) implements HostCall {
        @Override
        public Kind kind() {
            return Kind.COMPLETION;
        }
    }

    /** Runs host code in the cycle. */
    record Execute(List<Op> ops) implements HostCall {
        @Override
        public Kind kind() {
            return Kind.EXECUTE;
        }
    }

    /** Asks to be told when all is done. */
    record WaitTillDone() implements HostCall {
        @Override
        public Kind kind() {
            return Kind.WAIT_TILL_DONE;
        }
    }

    /** Keeps the runtime alive. */
    record KeepAlive() implements HostCall {
        @Override
        public Kind kind() {
            return Kind.KEEP_ALIVE;
        }
    }

    /** Closes a keep-alive handle, for the first or another time. */
    record Release(int keepAlive) implements HostCall {
        @Override
        public Kind kind() {
            return Kind.RELEASE;
        }
    }

    /** Stops the scheduler. */
    record Stop() implements HostCall {
        @Override
        public Kind kind() {
            return Kind.STOP;
        }
    }

    /** Lets a stopped scheduler go on. */
    record Restart() implements HostCall {
        @Override
        public Kind kind() {
            return Kind.RESTART;
        }
    }

    /** Drops all work. */
    record Clear() implements HostCall {
        @Override
        public Kind kind() {
            return Kind.CLEAR;
        }
    }

    /** Ends the scheduler with an exit code. */
    record Exit(int code) implements HostCall {
        @Override
        public Kind kind() {
            return Kind.HOST_EXIT;
        }
    }

    /** Ends the scheduler. */
    record Close() implements HostCall {
        @Override
        public Kind kind() {
            return Kind.HOST_CLOSE;
        }
    }

    /** {@return whether it changes the scheduler's life instead of giving it work} */
    default boolean isControl() {
        return switch (this) {
            case Stop _,Restart _,Clear _,Exit _,Close _ -> true;
            case Start _,Cancel _,Complete _,Execute _,WaitTillDone _,KeepAlive _,Release _ -> false;
        };
    }

    /** What a host operation delivers. */
    sealed interface Delivery {
        /** Values. */
        record Values(List<Double> values) implements Delivery {}

        /** An error of the host's. */
        record Failure(String text) implements Delivery {}

        /** A result that cannot be converted. */
        record Unconvertible(String text) implements Delivery {}
    }
}
