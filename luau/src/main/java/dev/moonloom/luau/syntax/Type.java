package dev.moonloom.luau.syntax;

/** A type annotation, parsed for its errors and then erased: nothing but its place is kept. */
public record Type(Span span) {}
