package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.BinaryOperator;
import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.Local;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises calls of library functions by their names. For these, Luau looks up the function after the arguments, and
 * reads arguments that are locals late, like operands.
 */
final class Builtins {
    private static final Set<String> GLOBALS = Set.of("assert", "type", "typeof", "rawset", "rawget", "rawequal",
            "rawlen", "unpack", "getmetatable", "setmetatable", "tonumber", "tostring");

    private static final Set<String> LIBRARIES = Set.of("bit32", "buffer", "coroutine", "debug", "integer", "math",
            "os", "string", "table", "task", "utf8", "vector");

    /** These run what they are given, so their own arguments are read in turn. */
    private static final Set<String> PROTECTED_CALLS = Set.of("pcall", "xpcall");

    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "math", Set.of("abs", "acos", "asin", "atan2", "atan", "ceil", "cosh", "cos", "deg", "exp", "floor", "fmod",
                    "frexp", "ldexp", "log10", "log", "max", "min", "modf", "pow", "rad", "sinh", "sin", "sqrt", "tanh",
                    "tan", "clamp", "sign", "round", "lerp", "isnan", "isinf", "isfinite"),
            "bit32", Set.of("arshift", "band", "bnot", "bor", "bxor", "btest", "extract", "lrotate", "lshift",
                    "replace", "rrotate", "rshift", "countlz", "countrz", "byteswap"),
            "string", Set.of("byte", "char", "len", "sub"),
            "table", Set.of("insert", "unpack"),
            "buffer", Set.of("readi8", "readu8", "writei8", "writeu8", "readi16", "readu16", "writei16", "writeu16",
                    "readi32", "readu32", "writei32", "writeu32", "readf32", "writef32", "readf64", "writef64",
                    "readinteger", "writeinteger"),
            "integer", Set.of("create", "tonumber", "neg", "add", "sub", "mul", "div", "min", "max", "rem", "idiv",
                    "udiv", "urem", "mod", "clamp", "band", "bor", "bnot", "bxor", "lt", "le", "ult", "ule", "gt", "ge",
                    "ugt", "uge", "lshift", "rshift", "arshift", "lrotate", "rrotate", "extract", "btest", "countrz",
                    "countlz", "bswap"),
            "vector",
            Set.of("create", "magnitude", "normalize", "cross", "dot", "floor", "ceil", "abs", "sign", "clamp",
                    "min", "max", "lerp"));

    private final ChunkFacts facts;

    /** A function of a library, or a global one, which has no object. */
    private record Name(@Nullable String object, String member) {}

    Builtins(ChunkFacts facts) {
        this.facts = facts;
    }

    /** {@return whether a global is mostly a standard library} */
    static boolean isLibrary(String global) {
        return LIBRARIES.contains(global);
    }

    /** {@return whether the function of a call is looked up after its arguments} */
    boolean comesLate(Expression.Call call) {
        Name name = nameOf(call.function());
        if (name == null) {
            return false;
        }
        if (name.object() == null && PROTECTED_CALLS.contains(name.member())) {
            return call.function() instanceof Expression.GlobalName
                    && call.arguments().size() > (name.member().equals("xpcall") ? 1 : 0);
        }
        return isFast(name, call.arguments());
    }

    /** {@return whether arguments that are locals are read when the call is done} */
    boolean readsLocalsLate(Expression.Call call) {
        List<Expression> arguments = call.arguments();
        Name name = nameOf(call.function());
        return name != null && !arguments.isEmpty() && arguments.size() <= 3 && isFast(name, arguments)
                && (isSelect(name) || !ChunkFacts.isMany(arguments.getLast()));
    }

    private static boolean isFast(Name name, List<Expression> arguments) {
        if (isSelect(name)) {
            return arguments.size() == 2 && arguments.getLast() instanceof Expression.Varargs;
        }
        return name.object() == null
                ? GLOBALS.contains(name.member())
                : MEMBERS.getOrDefault(name.object(), Set.of()).contains(name.member());
    }

    private static boolean isSelect(Name name) {
        return name.object() == null && name.member().equals("select");
    }

    private @Nullable Name nameOf(Expression function) {
        return switch (function) {
            case Expression.GlobalName(String name, _) when facts.isUntouchedGlobal(name) -> new Name(null, name);
            case Expression.LocalName(Local local, _) -> {
                Expression initial = initialOf(local);
                yield initial == null ? null : nameOf(initial);
            }
            case Expression.Field(Expression object, String member, _, _) -> {
                String library = libraryOf(object);
                yield library != null && facts.isUntouchedGlobal(library) ? new Name(library, member) : null;
            }
            default -> null;
        };
    }

    /** {@return the name of the global that an expression names, also through {@code local m = math or other}} */
    private @Nullable String libraryOf(Expression object) {
        if (object instanceof Expression.LocalName(Local local, _)) {
            Expression initial = initialOf(local);
            return initial instanceof Expression.Binary(BinaryOperator operator, Expression left, _, _)
                    && operator == BinaryOperator.OR ? globalName(left) : globalName(initial);
        }
        return globalName(object);
    }

    private static @Nullable String globalName(@Nullable Expression expression) {
        return expression instanceof Expression.GlobalName(String name, _) ? name : null;
    }

    private @Nullable Expression initialOf(Local local) {
        LocalFacts known = facts.of(local);
        return known.assigned ? null : known.initial;
    }
}
