package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;

/** What the state holds at a place to which an error may come back. */
final class Counts {
    private final int top;
    private final short regions;
    private final int nativeCalls;
    private final @Nullable Protection protection;

    Counts(LuauState state) {
        top = state.top;
        regions = state.current.regions;
        nativeCalls = state.nativeCalls;
        protection = state.current.protection;
    }

    void restore(LuauState state) {
        state.top = top;
        state.current.regions = regions;
        state.nativeCalls = nativeCalls;
        state.current.protection = protection;
        state.settleLimit();
    }

    /** {@return whether nothing may give way there} */
    boolean inRegion() {
        return regions > 0;
    }
}
