package dev.moonloom.luau.runtime;

import java.util.function.BooleanSupplier;

/** Runs the collector, which need not clear everything at its first call. */
final class Collecting {
    private static final int ATTEMPTS = 50;

    private Collecting() {}

    /** Collects until a condition holds, but not for ever. */
    static void until(BooleanSupplier condition) {
        for (int i = 0; i < ATTEMPTS && !condition.getAsBoolean(); i++) {
            System.gc();
        }
    }
}
