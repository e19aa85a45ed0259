package dev.moonloom.luau.runtime;

import org.luaj.vm2.Varargs;

/** How Java code calls a Luau function through LuaJ's own methods. The scheduler puts its own in place on a fiber. */
@FunctionalInterface
public interface Border {
    /** Calls a function to its end and answers its results, never {@link Yield#YIELD}. */
    Varargs invoke(LuauFunction function, Varargs arguments);
}
