package dev.moonloom.tests.differential;

import java.util.List;
import java.util.Locale;

/** The types of operands that are told apart when operators meet every one of them, with expressions of each. */
enum Operand {
    NIL, BOOLEAN, NUMBER,
    /** A text that is a number where one is wanted. */
    NUMERAL, STRING, TABLE,
    /** A table with some metamethods: good ones, odd ones, failing ones. */
    OBJECT, FUNCTION, VECTOR, BUFFER, THREAD, USERDATA;

    private final List<String> examples = examples();

    /** {@return an expression of this type} */
    String example(Chance chance) {
        return chance.oneOf(examples);
    }

    private List<String> examples() {
        return switch (this) {
            case NIL -> List.of("nil");
            case BOOLEAN -> List.of("true", "false");
            case NUMBER -> List.of("0", "-0", "3", "-1.5", "0/0", "1/0", "1e300", "2^53");
            case NUMERAL -> List.of("'10'", "' 0x1F '", "'-2.5'", "'1e1'", "'0'");
            case STRING -> List.of("'abc'", "''", "'10x'", "'Z'", "'\\255'");
            case TABLE -> List.of("{}", "{1, 2}", "{x = 1}");
            case OBJECT -> List.of(
                    object("__add = function(a, b) return 'added', 1 end, __lt = function() return 1 end"),
                    object("__concat = function(a, b) return type(a) .. type(b) end, __len = function() return 7 end"),
                    object("__unm = function(a, b) return rawequal(a, b) end, __eq = function() return true end"),
                    object("__div = function(a, b) return type(a), type(b) end, __le = function() return nil end"),
                    object("__mod = function(a, b) error('bad mod') end, __pow = function(a, b) return b end"),
                    object("__mul = 'no function', __sub = function(a, b) return a end"),
                    object("__idiv = setmetatable({}, {__call = function() return 'called' end})"));
            case FUNCTION -> List.of("print", "function() end");
            case VECTOR -> List.of("vector.create(1, -2, 0.5)", "vector.zero");
            case BUFFER -> List.of("buffer.create(3)");
            case THREAD -> List.of("coroutine.create(print)");
            case USERDATA -> List.of("newproxy()", "newproxy(true)");
        };
    }

    private static String object(String metamethods) {
        return "setmetatable({x = 4}, {" + metamethods + "})";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
