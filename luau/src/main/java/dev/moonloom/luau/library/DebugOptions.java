package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauClosure;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.Prototype;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The letters that say what {@code debug.info} is to answer, in this order. */
final class DebugOptions {
    private final Arguments arguments;
    private final int position;
    private final LuaString letters;

    private DebugOptions(Arguments arguments, int position, LuaString letters) {
        this.arguments = arguments;
        this.position = position;
        this.letters = letters;
    }

    /** The options at a position of the arguments. What they are is looked at when there is something to answer. */
    static DebugOptions of(Arguments arguments, int position) {
        return new DebugOptions(arguments, position, Strings.beforeZero(arguments.string(position)));
    }

    /**
     * {@return what is known of a function}
     *
     * @param line the line where it stands, which is costly to find
     */
    Varargs results(LuauFunction function, IntSupplier line) {
        var results = new ArrayList<LuaValue>();
        for (int i = 0; i < letters.length(); i++) {
            int letter = letters.luaByte(i);
            if (letter >= 'a' && letter <= 'z' && letters.indexOf((byte) letter, 0) < i) {
                throw bad("duplicate option");
            }
            answer(letter, function, line, results);
        }
        return Values.of(results.toArray(new LuaValue[0]));
    }

    private void answer(int letter, LuauFunction function, IntSupplier line, List<LuaValue> results) {
        switch (letter) {
            case 's' -> results.add(Strings.of(source(function)));
            case 'l' -> results.add(LuauNumber.of(line.getAsInt()));
            case 'n' -> results.add(Strings.of(function.debugName()));
            case 'f' -> results.add(function);
            case 'a' -> addArity(function, results);
            default -> throw bad("invalid option");
        }
    }

    private static String source(LuauFunction function) {
        return function instanceof LuauClosure closure ? closure.prototype.code().chunk() : "[C]";
    }

    private static void addArity(LuauFunction function, List<LuaValue> results) {
        if (function instanceof LuauClosure closure) {
            Prototype.Code code = closure.prototype.code();
            results.add(LuauNumber.of(code.parameters()));
            results.add(LuaValue.valueOf(code.variadic()));
        } else {
            results.add(LuauNumber.of(0));
            results.add(LuaValue.TRUE);
        }
    }

    private LuaError bad(String what) {
        return arguments.bad(position, what);
    }
}
