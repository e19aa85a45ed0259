package dev.moonloom.luau.runtime;

import java.util.HexFormat;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What {@code tostring} gives, and with it {@code print}, interpolation and the format {@code %*}. */
public final class ToString {
    private static final LuaString NIL = Strings.of("nil");
    private static final LuaString TRUE = Strings.of("true");
    private static final LuaString FALSE = Strings.of("false");

    private ToString() {}

    /**
     * {@return a value as a string} Its metamethod is called if it has one.
     *
     * @param self the closure or native on whose behalf
     */
    public static LuaString of(LuaValue value, LuauFunction self) {
        return switch (value) {
            case LuaNumber number -> Numbers.toString(number);
            case LuaString string when !hasMetamethod(string, self) -> string;
            case LuaBoolean bool -> bool.toboolean() ? TRUE : FALSE;
            default -> value.isnil() ? NIL : unusual(value, self);
        };
    }

    private static boolean hasMetamethod(LuaString string, LuauFunction self) {
        return Metatables.metamethod(self.state, string, MetaEvent.TOSTRING) != null;
    }

    private static LuaString unusual(LuaValue value, LuauFunction self) {
        LuauState state = self.state;
        LuaValue method = Metatables.metamethod(state, value, MetaEvent.TOSTRING);
        if (method != null) {
            return checked(state.callback1(self, Calls.callee(method, self), value), self);
        }
        return value instanceof TableKey
                ? Strings.of(value.tojstring())
                : Strings.of(Types.nameOf(state, value) + ": " + address(value));
    }

    private static LuaString checked(LuaValue text, LuauFunction self) {
        return switch (text) {
            case LuaString string -> string;
            case LuaNumber number -> Numbers.toString(number);
            default -> throw self.state.error(self, "'__tostring' must return a string");
        };
    }

    private static String address(LuaValue value) {
        return "0x" + HexFormat.of().toHexDigits((long) System.identityHashCode(value));
    }
}
