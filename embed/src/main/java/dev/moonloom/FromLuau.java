package dev.moonloom;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** How a value of Luau becomes one Java type. Made once for a type by {@link Conversions#fromLuau}; any thread. */
interface FromLuau {
    /** {@return what error texts say was expected, such as {@code number}} */
    String expected();

    /**
     * {@return the Java value}
     *
     * @param vm whose value it is
     * @throws Mismatch when it is of another type, or holds such a one
     */
    @Nullable Object convert(Vm vm, LuaValue value);

    /** {@return the same for a part of a larger value} */
    default @Nullable Object convert(Taking taking, LuaValue value) {
        return convert(taking.vm(), value);
    }
}
