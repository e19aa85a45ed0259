package dev.moonloom.luau.runtime;

import org.luaj.vm2.Varargs;

/** The second version of a function, which can begin behind any of its calls. Generated when first needed. */
public abstract class Rest {
    /** Goes on behind the call whose number the frame holds, with that call's results. */
    public abstract Varargs run(LuauClosure closure, Frame frame, Varargs values);
}
