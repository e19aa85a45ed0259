package dev.moonloom;

import org.jspecify.annotations.Nullable;

/** Hears of the lives of VMs. What it throws is logged and changes nothing. */
public interface VmListener {
    /** A VM has been made. On the thread that made it. */
    default void onStart(Vm vm) {}

    /**
     * A VM has ended. On whatever thread has ended it.
     *
     * @param failure what it broke of, which is a fault of the host or of this library; null when it was closed or its
     *     scripts have called {@code os.exit}
     */
    default void onEnd(Vm vm, @Nullable Throwable failure) {}
}
