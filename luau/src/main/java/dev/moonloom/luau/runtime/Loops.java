package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaValue;

/** What numeric loops need of values whose types the compiler does not know. */
public final class Loops {
    private Loops() {}

    /**
     * {@return a bound of a numeric loop} Luau checks them when all three are evaluated: first {@code initial value}, then
     * {@code limit}, then {@code step}.
     */
    public static double bound(LuaValue value, String what, LuauFunction self) {
        return value instanceof LuauNumber number ? number.value : convertedBound(value, what, self);
    }

    private static double convertedBound(LuaValue value, String what, LuauFunction self) {
        LuauNumber number = Types.toNumber(value);
        if (number == null) {
            throw self.state.runtimeError(self, "invalid 'for' " + what + " (number expected, got "
                    + Types.nameOf(self.state, value) + ")");
        }
        return number.value;
    }
}
