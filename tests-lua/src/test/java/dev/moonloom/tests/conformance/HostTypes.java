package dev.moonloom.tests.conformance;

import dev.moonloom.luau.library.LibraryBuilder;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.LuauUserdata;
import dev.moonloom.luau.runtime.LuauVector;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Strings;
import java.util.Objects;
import java.util.function.LongBinaryOperator;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What the host adds for {@code vector.luau} and {@code userdata.luau}: members of vectors, whole numbers as userdata. */
final class HostTypes {
    private final LuauState state;
    private final LuauFunction dot;
    private final LuauTable int64;

    HostTypes(LuauState state) {
        this.state = state;
        dot = new NativeFunction(state, "", HostTypes::dot);
        int64 = int64Metatable();
    }

    void installVectors() {
        LuauTable metatable = new LibraryBuilder(state)
                .define("__index", this::vectorMember)
                .value("__namecall", new NativeFunction(state, "", this::vectorMethod))
                .table();
        metatable.freeze();
        state.vectorMetatable = metatable;
    }

    private Varargs vectorMember(Arguments arguments) {
        LuauVector vector = vector(arguments, 1);
        float magnitude = (float) Math.sqrt(vector.x * vector.x + vector.y * vector.y + vector.z * vector.z);
        String name = Strings.text(arguments.string(2));
        return switch (name) {
            case "Magnitude" -> LuauNumber.of(magnitude);
            case "Unit" -> LuauVector.mul(vector, 1 / magnitude);
            case "Dot" -> dot;
            default -> throw arguments.error(name + " is not a valid member of vector");
        };
    }

    private Varargs vectorMethod(Arguments arguments) {
        String name = Strings.text(Objects.requireNonNull(state.methodName));
        return switch (name) {
            case "Dot" -> dot(arguments);
            case "Cross" -> cross(vector(arguments, 1), vector(arguments, 2));
            default -> throw arguments.error(name + " is not a valid method of vector");
        };
    }

    private static Varargs dot(Arguments arguments) {
        LuauVector a = vector(arguments, 1);
        LuauVector b = vector(arguments, 2);
        return LuauNumber.of(a.x * b.x + a.y * b.y + a.z * b.z);
    }

    private static LuauVector cross(LuauVector a, LuauVector b) {
        return LuauVector.of(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
    }

    private static LuauVector vector(Arguments arguments, int position) {
        if (arguments.at(position) instanceof LuauVector vector) {
            return vector;
        }
        throw arguments.wrongType(position, "vector");
    }

    /** {@return a new userdata around a whole number} */
    LuauUserdata int64(Arguments arguments) {
        return int64(number(arguments, 1));
    }

    private LuauUserdata int64(long value) {
        return new LuauUserdata(new long[]{value}, int64);
    }

    private LuauTable int64Metatable() {
        LibraryBuilder metatable = new LibraryBuilder(state)
                .value("__type", Strings.of("int64"))
                .define("__index", arguments -> LuauNumber.of((double) number(arguments, 1)))
                .define("__newindex", arguments -> {
                    ((long[]) arguments.at(1).touserdata())[0] = (long) arguments.number(3);
                    return LuaValue.NONE;
                })
                .define("__eq", arguments -> LuaValue.valueOf(number(arguments, 1) == number(arguments, 2)))
                .define("__lt", arguments -> LuaValue.valueOf(number(arguments, 1) < number(arguments, 2)))
                .define("__le", arguments -> LuaValue.valueOf(number(arguments, 1) <= number(arguments, 2)))
                .define("__unm", arguments -> int64(-number(arguments, 1)))
                .define("__tostring", arguments -> Strings.of(Long.toString(number(arguments, 1))));
        operator(metatable, "__add", (a, b) -> a + b);
        operator(metatable, "__sub", (a, b) -> a - b);
        operator(metatable, "__mul", (a, b) -> a * b);
        operator(metatable, "__div", (a, b) -> a / b);
        operator(metatable, "__idiv", Math::floorDiv);
        operator(metatable, "__mod", (a, b) -> a % b);
        operator(metatable, "__pow", (a, b) -> (long) Math.pow((double) a, (double) b));
        return metatable.table();
    }

    private void operator(LibraryBuilder metatable, String event, LongBinaryOperator operation) {
        metatable.define(event,
                arguments -> int64(operation.applyAsLong(number(arguments, 1), number(arguments, 2))));
    }

    private static long number(Arguments arguments, int position) {
        return arguments.at(position) instanceof LuauUserdata userdata
                ? ((long[]) userdata.touserdata())[0]
                : (long) arguments.number(position);
    }
}
