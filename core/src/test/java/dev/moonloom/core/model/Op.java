package dev.moonloom.core.model;

import java.util.List;

/** One operation of a {@link Program}, by one of its threads or by host code on the VM's thread. */
sealed interface Op {
    /** {@return what sort of operation it is} */
    Kind kind();

    /** {@code coroutine.create}. */
    record Create(int body) implements Op {
        @Override
        public Kind kind() {
            return Kind.CREATE;
        }
    }

    /** {@code task.spawn}, {@code task.defer}, {@code task.delay} or the legacy {@code delay}. */
    record Schedule(Target target, How how) implements Op {
        @Override
        public Kind kind() {
            return switch (how.verb) {
                case SPAWN -> Kind.SPAWN;
                case DEFER -> Kind.DEFER;
                case DELAY -> Kind.DELAY;
                case LEGACY_DELAY -> Kind.LEGACY_DELAY;
            };
        }
    }

    /** One thread scheduled twice, perhaps in two ways. */
    record ScheduleTwice(Target target, How first, How second) implements Op {
        @Override
        public Kind kind() {
            return Kind.DOUBLE_SCHEDULE;
        }
    }

    /** {@code task.wait} or the legacy {@code wait}. */
    record Wait(boolean legacy, double seconds) implements Op {
        @Override
        public Kind kind() {
            return legacy ? Kind.LEGACY_WAIT : Kind.WAIT;
        }
    }

    /** {@code coroutine.yield}. */
    record Yield(List<Double> values) implements Op {
        @Override
        public Kind kind() {
            return Kind.YIELD;
        }
    }

    /** A call of an asynchronous host function, below {@code pcall} or not. */
    record Await(Begin begin, boolean caught) implements Op {
        @Override
        public Kind kind() {
            return Kind.AWAIT;
        }
    }

    /** An operation that gives way, where that is not allowed. */
    record InCallback(Op parking) implements Op {
        @Override
        public Kind kind() {
            return Kind.YIELD_IN_CALLBACK;
        }
    }

    /** {@code task.cancel}. */
    record Cancel(Target target) implements Op {
        @Override
        public Kind kind() {
            return Kind.CANCEL;
        }
    }

    /** {@code coroutine.close}. */
    record Close(Target target) implements Op {
        @Override
        public Kind kind() {
            return Kind.CLOSE;
        }
    }

    /** {@code coroutine.resume}. */
    record Resume(Target target, List<Double> values) implements Op {
        @Override
        public Kind kind() {
            return target.pick() == Target.Pick.PARKED ? Kind.EARLY_RESUME : Kind.RESUME;
        }
    }

    /** {@code error}: ends the thread. */
    record Fail(String text) implements Op {
        @Override
        public Kind kind() {
            return Kind.FAIL;
        }
    }

    /** {@code return}: ends the thread. */
    record Return(List<Double> values) implements Op {
        @Override
        public Kind kind() {
            return Kind.RETURN;
        }
    }

    /** {@code os.exit}: ends everything. Left out where no cycle runs. */
    record Exit(int code) implements Op {
        @Override
        public Kind kind() {
            return Kind.SCRIPT_EXIT;
        }
    }

    /**
     * Time passes: between two steps, or inside a thread that computes for long.
     *
     * @param toNextDue whether until the next deadline rather than for so long; the nanoseconds are then added to it
     */
    record ClockStep(long nanos, boolean toNextDue) implements Op {
        @Override
        public Kind kind() {
            return Kind.CLOCK_STEP;
        }
    }

    /** A call of the host API, here or on another thread. */
    record Host(HostCall call, boolean elsewhere) implements Op {
        @Override
        public Kind kind() {
            return elsewhere && call.kind().hasFollowers() ? Kind.OTHER_THREAD : call.kind();
        }
    }

    /** How a thread is scheduled, and with what. */
    record How(Verb verb, double seconds, List<Double> values) {}

    /** The ways to schedule a thread. */
    enum Verb {
        SPAWN, DEFER, DELAY, LEGACY_DELAY
    }

    /** How an asynchronous host function behaves when it is called. */
    enum Begin {
        /** It ends some time, or never. */
        PENDING,
        /** It has its result already. */
        READY,
        /** It has failed already. */
        FAILED,
        /** It throws. */
        THROWS,
        /** It delivers a result and throws all the same. */
        DELIVERS_AND_THROWS
    }
}
