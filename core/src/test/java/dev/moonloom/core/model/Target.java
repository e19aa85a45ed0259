package dev.moonloom.core.model;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which thread an operation is about. Most threads exist only while the program runs, so this is a rule for choosing
 * one then; threads are numbered in the order in which they come into being.
 *
 * @param index the body of a new thread, or which of the threads that qualify
 */
record Target(Pick pick, int index) {
    /** How a thread is chosen. */
    enum Pick {
        /** A function rather than a thread: a new thread runs that body. */
        NEW,
        /** Any thread so far, in whatever state. */
        KNOWN,
        /** The thread that runs. */
        SELF,
        /** One that has resumed another and waits for it. */
        NORMAL,
        /** One that waits for a time or for the host. */
        PARKED
    }

    /** Nobody qualifies, or nobody at all. */
    static final int NOBODY = -1;

    /**
     * {@return the number of the thread chosen; any known one where none qualifies} Not for new ones.
     *
     * @param self the thread that runs, or {@link #NOBODY}
     * @param known how many threads there are
     */
    int among(int self, int known, IntPredicate isNormal, IntPredicate isParked) {
        if (known == 0) {
            return NOBODY;
        }
        int any = index % known;
        return switch (pick) {
            case NEW -> throw new IllegalStateException("a new thread is not among the known ones");
            case KNOWN -> any;
            case SELF -> self == NOBODY ? any : self;
            case NORMAL -> chosen(isNormal, known, any);
            case PARKED -> chosen(isParked, known, any);
        };
    }

    private int chosen(IntPredicate qualifies, int known, int otherwise) {
        List<Integer> candidates = IntStream.range(0, known).filter(qualifies).boxed().toList();
        return candidates.isEmpty() ? otherwise : candidates.get(index % candidates.size());
    }
}
