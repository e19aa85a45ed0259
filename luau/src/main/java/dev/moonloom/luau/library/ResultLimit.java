package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;

/** Luau's limit on how many values a library function has in hand: its arguments and its results together. */
final class ResultLimit {
    private static final int MAX_VALUES = 8000;

    private ResultLimit() {}

    /** Fails when there are too many results. */
    static void check(Arguments arguments, int results, String what) {
        if (results > MAX_VALUES - arguments.count()) {
            throw arguments.error("stack overflow (" + what + ")");
        }
    }
}
