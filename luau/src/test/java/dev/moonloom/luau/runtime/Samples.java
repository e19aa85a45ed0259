package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Short ways to make and look at values. */
final class Samples {
    private Samples() {}

    static NativeFunction nativeFunction(LuauState state, String name, NativeFunction.Body body) {
        return new NativeFunction(state, name, body);
    }

    static LuaValue text(String text) {
        return Strings.of(text);
    }

    static LuauNumber number(double number) {
        return LuauNumber.of(number);
    }

    /** {@return a table with string keys} */
    static LuauTable table(Object... keysAndValues) {
        var table = new LuauTable();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            table.put(text((String) keysAndValues[i]), (LuaValue) keysAndValues[i + 1]);
        }
        return table;
    }

    /** {@return a table with a metatable of these keys} */
    static LuauTable withMetatable(Object... keysAndValues) {
        var table = new LuauTable();
        table.metatable(table(keysAndValues));
        return table;
    }

    /** {@return values as texts} */
    static List<String> texts(Varargs values) {
        var texts = new ArrayList<String>();
        for (int i = 1; i <= values.narg(); i++) {
            texts.add(values.arg(i).tojstring());
        }
        return texts;
    }

    /** {@return the text of the error that an action ends with} */
    static String errorOf(Supplier<?> action) {
        return catchThrowableOfType(LuauError.class, action::get).getMessage();
    }
}
