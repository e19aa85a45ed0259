package dev.moonloom.luau.library;

/** What an option of a pack format stands for. */
enum PackOption {
    SIGNED, UNSIGNED, FLOAT,
    /** A string of a fixed length. */
    FIXED_STRING,
    /** A string behind its length. */
    STRING,
    /** A string in front of a zero. */
    ZERO_STRING,
    /** One byte of padding. */
    PADDING,
    /** Padding only, as the next option would need it. */
    ALIGNMENT,
    /** Nothing: it changes how the next ones are read. */
    SETTING
}
