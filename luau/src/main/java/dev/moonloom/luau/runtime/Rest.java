package dev.moonloom.luau.runtime;

import org.luaj.vm2.Varargs;

/** The second version of a function, which can begin behind any of its calls. Generated when first needed. */
public abstract class Rest {
    /** Goes on behind a call, by its number, with the call's results. The frame holds what is needed there. */
    public abstract Varargs run(LuauClosure closure, Frame frame, int site, Varargs values);
}
