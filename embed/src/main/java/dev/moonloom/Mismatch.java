package dev.moonloom;

import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.TableKey;
import dev.moonloom.luau.runtime.Types;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** A value that cannot be converted, and where in the whole it stands. It never leaves the border: see its callers. */
final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Of a longer key only the beginning is shown. */
    private static final int MOST_OF_KEY = 40;

    private String place = "";

    Mismatch(String reason) {
        this(reason, null);
    }

    /** One that code of the host has found. */
    Mismatch(String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
    }

    /** {@return the mismatch of a value of a wrong type} */
    static Mismatch expected(String expected, Vm vm, LuaValue value) {
        return new Mismatch(expected + " expected, got " + Types.nameOf(vm.state(), value));
    }

    /** {@return itself, one step further out} A step is {@code "items"} or {@code [3]}. */
    Mismatch inside(String step) {
        place = step + place;
        return this;
    }

    /** {@return itself, as a value of a list whose indices count from one} */
    Mismatch insideItem(int index) {
        return inside("[" + index + "]");
    }

    /** {@return itself, as the value of a key of a table} */
    Mismatch insideKey(LuaValue key) {
        return inside(step(key));
    }

    /** {@return itself, as a key of a table} */
    Mismatch asKey(LuaValue key) {
        return inside("[key " + step(key) + "]");
    }

    /** {@return itself, as a key of a map or an item of a set} What has parts is only named: its text may have no end. */
    Mismatch asJavaKey(@Nullable Object key) {
        String shown = switch (key) {
            case null -> "null";
            case CharSequence text -> shortened(text.toString());
            case Number number -> shortened(number.toString());
            case Boolean flag -> flag.toString();
            default -> key.getClass().getTypeName();
        };
        return inside("[key " + shown + "]");
    }

    /** {@return a key as texts show it} */
    static String step(LuaValue key) {
        return switch (key) {
            case LuaString text -> '"' + shortened(Strings.text(text)) + '"';
            case LuauNumber number -> "[" + number.tojstring() + "]";
            case LuaBoolean flag -> "[" + flag.tojstring() + "]";
            case TableKey content -> "[" + content.tojstring() + "]";
            default -> "[a " + key.typename() + "]";
        };
    }

    private static String shortened(String text) {
        if (text.length() <= MOST_OF_KEY) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MOST_OF_KEY - 1));
        return text.substring(0, splitsPair ? MOST_OF_KEY - 1 : MOST_OF_KEY) + "...";
    }

    /** {@return where in the value it stands, such as {@code "items"[3]}; empty for the value itself} */
    String place() {
        return place;
    }

    /** {@return what is wrong, such as {@code number expected, got nil}} */
    String reason() {
        return String.valueOf(getMessage());
    }

    /**
     * {@return what a host gets that has asked for a conversion} To be thrown.
     *
     * @param what the whole value, such as {@code value 2}
     */
    IllegalArgumentException of(String what) {
        String where = place.isEmpty() ? what : what + ", " + place;
        return new IllegalArgumentException(where + ": " + reason(), getCause());
    }
}
