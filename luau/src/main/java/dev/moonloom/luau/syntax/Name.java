package dev.moonloom.luau.syntax;

/** An identifier and where it stands. */
record Name(String text, Span span) {
    /** Stands for a name that is missing; no identifier is equal to it. */
    static final String MISSING = "%error-id%";
}
