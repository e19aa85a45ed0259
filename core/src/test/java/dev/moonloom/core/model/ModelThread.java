package dev.moonloom.core.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread of the model: no stack, only how far it has got in its list of operations. */
final class ModelThread {
    /** As {@code coroutine.status} tells. */
    enum Status {
        SUSPENDED, RUNNING, NORMAL, DEAD;

        /** {@return the word that scripts see} */
        String word() {
            return switch (this) {
                case SUSPENDED -> "suspended";
                case RUNNING -> "running";
                case NORMAL -> "normal";
                case DEAD -> "dead";
            };
        }
    }

    final int id;
    final List<Op> ops;

    Status status = Status.SUSPENDED;
    /** The operation to begin next. */
    int next;
    /** The operation by which it gave way. */
    @Nullable Op parkedIn;
    /** The host operation it waits for. */
    @Nullable ModelOperation operation;
    /** The error it died of, until somebody has asked for it. */
    @Nullable String error;

    final List<ModelHandle> handles = new ArrayList<>();

    ModelThread(int id, List<Op> ops) {
        this.id = id;
        this.ops = ops;
    }

    boolean isDead() {
        return status == Status.DEAD;
    }

    /** A host operation. */
    static final class ModelOperation {
        final int id;
        final ModelThread thread;
        /** Whether its thread is still in the park that it belongs to. */
        boolean awaited;
        /** Whether a result has come, which may happen once. */
        boolean delivered;

        ModelOperation(int id, ModelThread thread) {
            this.id = id;
            this.thread = thread;
        }
    }

    /** The host's handle of a thread. */
    static final class ModelHandle {
        final int id;
        @Nullable ModelThread thread;

        boolean settled;

        ModelHandle(int id) {
            this.id = id;
        }
    }
}
