package dev.moonloom;

/** A vector of Luau: three 32 bit floats. */
public record Vector(float x, float y, float z) {}
