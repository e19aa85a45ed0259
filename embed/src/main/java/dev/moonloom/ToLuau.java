package dev.moonloom;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** How objects of one Java type become values of Luau. Any thread. */
@FunctionalInterface
interface ToLuau {
    /** As the object's own class has it. */
    ToLuau BY_CLASS = Conversions::give;

    /**
     * {@return the value}
     *
     * @param outer what the object stands in
     * @throws Mismatch when something of it has no conversion
     */
    LuaValue give(Nesting outer, @Nullable Object object);
}
