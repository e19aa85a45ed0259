package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;

/** The hidden counters of numeric loops. */
public final class Counters {
    /** Beyond this, a double no longer tells whole numbers apart; no loop gets there. */
    private static final double LARGEST = 0x1p53;

    private Counters() {}

    /**
     * {@return the limit of a loop whose counter is whole: the last whole number at or before it}
     *
     * @param step tells in which direction the loop goes
     */
    public static long wholeLimit(double limit, long step) {
        if (step > 0) {
            return limit >= -LARGEST ? (long) Math.floor(Math.min(limit, LARGEST)) : Long.MIN_VALUE;
        }
        return limit <= LARGEST ? (long) Math.ceil(Math.max(limit, -LARGEST)) : Long.MAX_VALUE;
    }

    /** {@return whether a loop with a step of unknown sign goes on} A step of zero counts as one downwards. */
    public static boolean goesOn(double counter, double limit, double step) {
        return step > 0 ? counter <= limit : limit <= counter;
    }

    /** {@return a counter as a frame keeps it} */
    public static LuaValue box(long counter) {
        return LuauNumber.of((double) counter);
    }
}
