package dev.moonloom.luau.runtime;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** The names of types. */
public final class Types {
    /** The names that were asked for, each at its type's number. Any thread; each may enter the same name. */
    private static final @Nullable LuaString[] NAMES = new @Nullable LuaString[16];

    private Types() {}

    /** {@return the name of a value's type as {@code typeof} and error texts show it: that which its metatable says, if any} */
    public static LuaString stringOf(LuauState state, LuaValue value) {
        LuauTable metatable = hasOwnName(value) ? Metatables.of(state, value) : null;
        LuaValue name = metatable == null ? null : metatable.find(MetaEvent.TYPE.key, MetaEvent.TYPE.hash);
        return name instanceof LuaString string ? string : nameOf(value);
    }

    /** {@return the same as a text} */
    public static String nameOf(LuauState state, LuaValue value) {
        return hasOwnName(value) ? Strings.text(stringOf(state, value)) : value.typename();
    }

    /** {@return the name of a value's type as {@code type} shows it} It is the constant that a chunk's source has. */
    public static LuaString nameOf(LuaValue value) {
        int type = value.type();
        LuaString name = NAMES[type];
        return name == null ? remember(type, value.typename()) : name;
    }

    private static LuaString remember(int type, String typename) {
        LuaString name = Strings.constant(typename.getBytes(StandardCharsets.US_ASCII));
        NAMES[type] = name;
        return name;
    }

    /** Tables and proxies cannot call themselves anything else, and other types have no metatables. */
    private static boolean hasOwnName(LuaValue value) {
        return switch (value) {
            case LuauUserdata userdata -> !userdata.isProxy();
            case LuaUserdata _,LuaString _,LuauVector _ -> true;
            default -> false;
        };
    }

    /** {@return a number, or the one that a string spells, or null} */
    static @Nullable LuauNumber toNumber(LuaValue value) {
        return switch (value) {
            case LuauNumber number -> number;
            case LuaString string -> Numbers.parse(string);
            case LuaNumber foreign -> LuauNumber.of(foreign.todouble());
            default -> null;
        };
    }
}
