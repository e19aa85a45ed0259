package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Varargs;

/**
 * A compiled Luau function with what it has captured. Generated classes extend it, one for each prototype; their fields
 * are the upvalues.
 */
public abstract class LuauClosure extends LuauFunction {
    /** Where its globals are looked up: replaced by {@code setfenv}, so it is read at every access. */
    public LuauTable environment;
    /** The function's prototype as this VM has it. */
    public final Prototype prototype;

    /** A closure over this environment. */
    protected LuauClosure(LuauState state, Prototype prototype, LuauTable environment) {
        super(state);
        this.prototype = prototype;
        this.environment = environment;
    }

    /**
     * Runs the rest of the function after the call at which it gave way.
     *
     * @param site the number of that call
     * @param values its results
     */
    final Varargs rest(Frame frame, int site, Varargs values) {
        return prototype.rest().run(this, frame, site, values);
    }

    /** {@return the one closure of a function whose closures cannot differ, if it was made for this environment} */
    public static @Nullable LuauClosure shared(Prototype prototype, LuauTable environment) {
        LuauClosure closure = prototype.shared;
        return closure != null && closure.environment == environment ? closure : null;
    }

    @Override
    public final String debugName() {
        return prototype.name();
    }
}
