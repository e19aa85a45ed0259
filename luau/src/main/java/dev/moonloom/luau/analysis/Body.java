package dev.moonloom.luau.analysis;

import java.util.List;

/** Steps in a row. */
public record Body(List<Step> steps) {
    /** Nothing to do. */
    public static final Body EMPTY = new Body(List.of());
}
