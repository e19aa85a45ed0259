package dev.moonloom.luau.runtime;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/** What a metatable can say something about. */
public enum MetaEvent {
    INDEX("__index"), NEWINDEX("__newindex"), CALL("__call"), ITER("__iter"), EQ("__eq"), LT("__lt"), LE("__le"), LEN(
            "__len"), ADD("__add"), SUB("__sub"), MUL("__mul"), DIV("__div"), IDIV("__idiv"), MOD("__mod"), POW(
                    "__pow"), UNM("__unm"), CONCAT("__concat"), TOSTRING("__tostring"), METATABLE(
                            "__metatable"), MODE("__mode"), TYPE("__type"), NAMECALL("__namecall");

    /** The key in the metatable. */
    public final LuaString key;
    /** Luau's hash of the key. */
    public final int hash;
    /** The event's bit in a table's set of absent metamethods. */
    final int bit;

    @SuppressWarnings("EnumOrdinal") // the bit lives in memory only
    MetaEvent(String name) {
        key = Strings.constant(name.getBytes(StandardCharsets.US_ASCII));
        hash = Strings.hash(key);
        bit = 1 << ordinal();
    }

    /** {@return the name without the underscores, as error texts show it} */
    public String shortName() {
        return Strings.text(key).substring(2);
    }
}
