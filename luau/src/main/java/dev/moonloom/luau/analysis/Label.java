package dev.moonloom.luau.analysis;

/** Names a loop, for the steps that leave it or begin its next iteration. Compared by identity. */
public final class Label {}
