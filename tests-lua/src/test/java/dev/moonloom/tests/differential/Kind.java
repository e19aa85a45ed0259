package dev.moonloom.tests.differential;

import java.util.List;

/** What the generator knows of a value before the program runs. The program keeps to it, whichever way it takes. */
enum Kind {
    NUMBER, STRING, BOOLEAN,
    /** A table with numbers at 1, 2 and so on. */
    ARRAY,
    /** A table with the numbers {@code x} and {@code y} and the string {@code name}. */
    RECORD,
    /** A table with a number {@code x} whose metatable has every arithmetic metamethod, and others. */
    OBJECT,
    /** A function whose {@link Signature} is known. */
    FUNCTION,
    /** Anything but a function: to be shown, compared for equality, and tested. */
    ANY;

    /** What variables, parameters and results are made of, the most usual ones several times. */
    static final List<Kind> USUAL = List.of(NUMBER, NUMBER, NUMBER, STRING, STRING, BOOLEAN, ARRAY, RECORD, ANY, ANY);
}
