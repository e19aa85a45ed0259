package dev.moonloom.core.model;

import dev.moonloom.core.model.Bodies.Input;
import dev.moonloom.core.model.HostCall.Delivery;
import dev.moonloom.core.model.ModelTasks.Entry;
import dev.moonloom.core.model.ModelTasks.Origin;
import dev.moonloom.core.model.ModelThread.ModelOperation;
import dev.moonloom.core.model.ModelThread.Status;
import dev.moonloom.core.model.Program.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Models with one rule of the contract broken each, as an implementation might break it; several are what other
 * schedulers of this kind do. A comparison that did not tell each of them from the scheduler would prove nothing.
 */
enum PlantedFault {
    // the cycle

    DEFERRED_LAST_IN_FIRST_OUT((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        Entry nextDeferred() {
            return deferred.removeLast();
        }
    }), DEFERRED_BEFORE_TIMERS((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void runPhases(long cutoff, long mark) {
            performBatch();
            drainDeferred();
            fireTimers(cutoff, mark);
            drainDeferred();
        }
    }), DEFERRED_AFTER_EACH_TIMER((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void fire(Entry entry) {
            super.fire(entry);
            if (entry.generation() == 0) {
                drainDeferred();
            }
        }
    }), DEFERRED_AFTER_EACH_HOST_CALL((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void perform(ModelSignal signal) {
            super.perform(signal);
            drainDeferred();
        }
    }), NESTED_DEFERS_WAIT_FOR_THE_NEXT_CYCLE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void drainDeferred() {
            int count = deferred.size();
            for (int i = 0; i < count && !deferred.isEmpty(); i++) {
                fire(nextDeferred());
            }
        }
    }), DEFER_DEPTH_OFF_BY_ONE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        int deferDepth() {
            return super.deferDepth() + 1;
        }
    }), SECOND_DEFER_OF_A_THREAD_LOST((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void defer(ModelThread thread, List<Double> values) {
            if (deferred.stream().noneMatch(entry -> entry.thread() == thread)) {
                super.defer(thread, values);
            }
        }
    }), COMPLETIONS_AFTER_TIMERS((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void runPhases(long cutoff, long mark) {
            fireTimers(cutoff, mark);
            performBatch();
            drainDeferred();
        }
    }), HOST_CALLS_LAST_IN_FIRST_OUT((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void performBatch() {
            while (!batch.isEmpty()) {
                perform(batch.removeLast());
            }
        }
    }), HOST_CALLS_JOIN_THE_RUNNING_CYCLE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void perform(ModelSignal signal) {
            super.perform(signal);
            receive();
            batch.addAll(arrived);
            arrived.clear();
        }
    }),

    // timers

    MARK_INCLUSIVE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        boolean isMadeBefore(Entry timer, long mark) {
            return timer.sequence() <= mark;
        }
    }), MARK_IGNORED((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        boolean isMadeBefore(Entry timer, long mark) {
            return true;
        }
    }), DEADLINE_EXCLUSIVE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        boolean isDue(Entry timer, long cutoff) {
            return timer.deadlineNanos() < cutoff;
        }
    }), DEADLINE_ROUNDED_DOWN((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long nanosOf(double seconds) {
            return BigDecimal.valueOf(seconds)
                    .movePointRight(9)
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
        }
    }), DEADLINE_FROM_AN_INEXACT_PRODUCT((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long nanosOf(double seconds) {
            return (long) Math.ceil(seconds * 1e9);
        }
    }), EQUAL_DEADLINES_REVERSED((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        Comparator<Entry> order() {
            return Comparator.comparing((Entry timer) -> !timer.legacy())
                    .thenComparingLong(Entry::deadlineNanos)
                    .thenComparing(Comparator.comparingLong(Entry::sequence).reversed());
        }
    }), TIMERS_IN_ORDER_OF_CREATION((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        Comparator<Entry> order() {
            return Comparator.comparing((Entry timer) -> !timer.legacy()).thenComparingLong(Entry::sequence);
        }
    }), LEGACY_TIMERS_LAST((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        Comparator<Entry> order() {
            return Comparator.comparing(Entry::legacy)
                    .thenComparingLong(Entry::deadlineNanos)
                    .thenComparingLong(Entry::sequence);
        }
    }), LEGACY_TIMERS_NOT_SEPARATE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        Comparator<Entry> order() {
            return Comparator.comparingLong(Entry::deadlineNanos).thenComparingLong(Entry::sequence);
        }
    }), ELAPSED_IS_WHAT_WAS_ASKED_FOR((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        List<Double> valuesOf(Entry entry) {
            return entry.passesTimes() && !entry.legacy()
                    ? List.of((entry.deadlineNanos() - entry.startedNanos()) / 1e9)
                    : super.valuesOf(entry);
        }
    }), NAN_IS_INFINITE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long deadline(long startedNanos, double seconds) {
            return Double.isNaN(seconds) ? NEVER : super.deadline(startedNanos, seconds);
        }
    }), INFINITE_IS_ZERO((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long deadline(long startedNanos, double seconds) {
            return super.deadline(startedNanos, Double.isInfinite(seconds) ? 0 : seconds);
        }
    }), MINIMUM_WAIT_IGNORED((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long minimumWait() {
            return 0;
        }
    }), MINIMUM_WAIT_UNDER_HEARTBEAT((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long minimumWait() {
            return settings.minimumWaitNanos();
        }
    }), HOST_DELAY_COUNTS_FROM_THE_CYCLE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long deadlineOf(ModelSignal.Start start) {
            return start.deadlineNanos() == NEVER
                    ? NEVER
                    : nowNanos + start.deadlineNanos() - start.startedNanos();
        }
    }),

    // the heartbeat

    BEAT_RUN_TWICE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        boolean isNewBeat(long beat) {
            return beat >= lastBeat;
        }
    }), MISSED_BEATS_REPLAYED((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long beatNow() {
            return Math.min(super.beatNow(), lastBeat + 1);
        }
    }), BEAT_TAKES_WHAT_IS_DUE_SINCE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long cutoff() {
            return super.cutoff() < 0 ? -1 : nowNanos;
        }
    }),

    // early resumes and values

    STALE_WAKE_LOST((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        boolean dropsWaits() {
            return true;
        }
    }), STALE_WAKE_NEVER_DROPPED((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        boolean dropsWaits() {
            return false;
        }
    }), EXPLICIT_DELAYS_DROPPED_WITH_WAITS((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        Input leavePark(ModelThread thread, Input input, Origin origin) {
            if (dropsWaits()) {
                timers.removeIf(entry -> entry.thread() == thread);
            }
            return super.leavePark(thread, input, origin);
        }
    }), EARLY_RESUME_LOSES_ITS_VALUES((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        Input leavePark(ModelThread thread, Input input, Origin origin) {
            Input passed = super.leavePark(thread, input, origin);
            boolean early = thread.parkedIn instanceof Op.Wait && origin != Origin.WAIT;
            return early ? Input.of(List.of()) : passed;
        }
    }), VALUES_KEPT_WITH_THE_THREAD((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        List<Double> valuesOf(Entry entry) {
            return Stream.of(timers, due, deferred)
                    .flatMap(List::stream)
                    .filter(other -> other.thread() == entry.thread() && !other.passesTimes())
                    .max(Comparator.comparingLong(Entry::sequence))
                    .map(Entry::values)
                    .orElseGet(() -> super.valuesOf(entry));
        }
    }),

    // host operations

    OPERATION_NOT_DISPOSED((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void leaveOperation(ModelThread thread) {
            if (thread.operation != null) {
                forget(thread.operation);
            }
        }
    }), LATE_COMPLETION_DELIVERED_TO_ANOTHER_YIELD((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void deliver(ModelOperation operation, Delivery delivery) {
            if (!operation.awaited && operation.thread.status == Status.SUSPENDED) {
                deliverTo(operation.thread, delivery);
            } else {
                super.deliver(operation, delivery);
            }
        }
    }), LATE_COMPLETION_NOT_REPORTED((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void deliver(ModelOperation operation, Delivery delivery) {
            if (operation.awaited) {
                super.deliver(operation, delivery);
            }
        }
    }), SECOND_COMPLETION_COUNTS((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void complete(ModelOperation operation, Delivery delivery) {
            operation.delivered = false;
            super.complete(operation, delivery);
        }
    }),

    // cancel and close

    CANCEL_LEAVES_ENTRIES((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void removeEntries(ModelThread thread) {}
    }), REFUSED_CANCEL_LOSES_ENTRIES((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void cancel(ModelThread thread) {
            removeEntries(thread);
            super.cancel(thread);
        }
    }), CLOSE_REMOVES_ENTRIES((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        @Nullable String close(ModelThread thread) {
            boolean suspended = thread.status == Status.SUSPENDED;
            String error = super.close(thread);
            if (suspended) {
                removeEntries(thread);
            }
            return error;
        }
    }), CLOSE_NOT_REPORTED((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void reportClosed(ModelThread thread) {}
    }), REFUSED_WAIT_LEAVES_ITS_TIMER((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void giveWayInCallback(Op parking) {
            if (parking instanceof Op.Wait(boolean legacy, double seconds)) {
                wait(seconds, legacy);
            }
            super.giveWayInCallback(parking);
        }
    }),

    // life

    DEAD_THREADS_KEEP_ALIVE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long liveEntries() {
            return (long) timers.size() + due.size() + deferred.size();
        }
    }), DONE_BEFORE_OPERATIONS_END((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        int liveOperations() {
            return 0;
        }
    }), DONE_BEFORE_THE_INBOX_IS_EMPTY((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        int waitingSignals() {
            return 0;
        }
    }), DONE_BEFORE_KEEP_ALIVES_CLOSE((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        long openKeepAlives() {
            return 0;
        }
    }), STOP_DROPS_TIMERS((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void stop() {
            super.stop();
            timers.clear();
        }
    }), CLEAR_LEAVES_ENTRIES_OF_THE_DEAD((settings, trace, bodies) -> new Model(settings, trace, bodies) {
        @Override
        void dropEntries() {}
    });

    private final ModelRun.Maker maker;

    PlantedFault(ModelRun.Maker maker) {
        this.maker = maker;
    }

    /** {@return a model with this fault} */
    Model plant(Settings settings, Trace trace, Bodies bodies) {
        return maker.make(settings, trace, bodies);
    }
}
