package dev.moonloom.core.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that could be seen of a run, a line an event. Both runs write through the same methods, so two traces are
 * equal when the same things happened.
 */
final class Trace {
    private final List<String> lines = new ArrayList<>();
    private final List<Kind> operations = new ArrayList<>();
    /** How many lines at the end are of cancellations, which have no order of their own. */
    private int cancellations;

    /** {@return the lines} */
    List<String> lines() {
        return lines;
    }

    /** {@return the operations in the order in which they began} */
    List<Kind> operations() {
        return operations;
    }

    /** An operation begins. */
    void operation(long nanos, int thread, Kind kind, String detail) {
        operations.add(kind);
        add("@" + nanos + " " + name(thread) + " " + kind + " " + detail);
    }

    /** What an operation came to. */
    void result(int thread, String text) {
        add("    " + name(thread) + ": " + text);
    }

    /** A thread begins, or goes on after it gave way, with values. */
    void goesOn(long nanos, int thread, String what, List<Double> values) {
        add("@" + nanos + " " + name(thread) + " " + what + " " + values);
    }

    /** A thread goes on with an error. */
    void raised(long nanos, int thread, String text) {
        add("@" + nanos + " " + name(thread) + " raised " + text);
    }

    /** The feedback hears of a thread. */
    void added(int thread, int creator, String origin, boolean refused) {
        add("  added " + name(thread) + " by " + name(creator) + " " + origin + (refused ? " refused" : ""));
    }

    /** The feedback hears that a thread will be resumed. */
    void beforeResume(int thread, String origin) {
        add("  resume " + name(thread) + " " + origin);
    }

    /** The feedback hears how a resume ended. */
    void outcome(int thread, String origin, String outcome) {
        add("  outcome " + name(thread) + " " + origin + " " + outcome);
    }

    /** The feedback hears of a wake that came too late. */
    void staleWake(int thread, String origin) {
        add("  stale " + name(thread) + " " + origin);
    }

    /** The feedback hears that a thread was cancelled. */
    void cancelled(int thread) {
        addCancellation("  cancelled " + name(thread));
    }

    /** A host operation is told that nobody waits for it any more. */
    void disposed(int operation) {
        addCancellation("  disposed operation " + operation);
    }

    /** What the host sees after one of its calls or steps. */
    void host(String text) {
        add("  host: " + text);
    }

    private void add(String line) {
        cancellations = 0;
        lines.add(line);
    }

    /** When everything is cleared, nothing says who goes first: the lines stand in alphabetical order. */
    private void addCancellation(String line) {
        int at = lines.size();
        while (at > lines.size() - cancellations && lines.get(at - 1).compareTo(line) > 0) {
            at--;
        }
        lines.add(at, line);
        cancellations++;
    }

    private static String name(int thread) {
        return thread == Target.NOBODY ? "host" : "t" + thread;
    }
}
