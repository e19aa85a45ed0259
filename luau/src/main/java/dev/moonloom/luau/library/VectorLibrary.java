package dev.moonloom.luau.library;

import dev.moonloom.luau.math.ArcTangent;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.LuauVector;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Strings;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/** The library {@code vector}, and the metatable of vectors. All is computed in 32 bit floats. */
public final class VectorLibrary {
    private VectorLibrary() {}

    /** {@return the library for a VM} It also gives the state the metatable of its vectors. */
    public static LuauTable create(LuauState state) {
        state.vectorMetatable = metatable(state);
        return new LibraryBuilder(state)
                .define(new VectorCreate(state))
                .define("magnitude", VectorLibrary::magnitude)
                .define("normalize", VectorLibrary::normalize)
                .define("cross", arguments -> cross(vector(arguments, 1), vector(arguments, 2)))
                .define("dot", arguments -> LuauNumber.of(dot(vector(arguments, 1), vector(arguments, 2))))
                .define("angle", VectorLibrary::angle)
                .define("floor", arguments -> each(arguments, x -> (float) Math.floor(x)))
                .define("ceil", arguments -> each(arguments, x -> (float) Math.ceil(x)))
                .define("abs", arguments -> each(arguments, Math::abs))
                .define("sign", arguments -> each(arguments, x -> x > 0 ? 1 : x < 0 ? -1 : 0))
                .define("clamp", VectorLibrary::clamp)
                .define("max", arguments -> fold(arguments, (kept, next) -> next > kept ? next : kept))
                .define("min", arguments -> fold(arguments, (kept, next) -> next < kept ? next : kept))
                .define("lerp", VectorLibrary::lerp)
                .value("zero", LuauVector.of(0, 0, 0))
                .value("one", LuauVector.of(1, 1, 1))
                .table();
    }

    /** What is done to each component. */
    @FunctionalInterface
    private interface Change {
        float apply(float x);
    }

    /** What is done to the components of two vectors, pair by pair. */
    @FunctionalInterface
    private interface Choice {
        float apply(float x, float y);
    }

    private static LuauTable metatable(LuauState state) {
        LuauTable metatable = new LibraryBuilder(state)
                .value("__index", new NativeFunction(state, "", VectorLibrary::index))
                .table();
        metatable.freeze();
        return metatable;
    }

    private static Varargs index(Arguments arguments) {
        LuauVector vector = vector(arguments, 1);
        LuaString name = arguments.string(2);
        LuauNumber component = vector.component(name);
        if (component == null) {
            throw arguments.error("attempt to index vector with '" + shown(name) + "'");
        }
        return component;
    }

    /** The text is C's, which ends at a zero byte. */
    private static String shown(LuaString name) {
        return Strings.text(Strings.beforeZero(name));
    }

    private static LuauVector vector(Arguments arguments, int position) {
        if (arguments.at(position) instanceof LuauVector vector) {
            return vector;
        }
        throw arguments.wrongType(position, "vector");
    }

    private static Varargs magnitude(Arguments arguments) {
        LuauVector v = vector(arguments, 1);
        return LuauNumber.of(length(v));
    }

    private static Varargs normalize(Arguments arguments) {
        LuauVector v = vector(arguments, 1);
        float inverse = 1 / length(v);
        return LuauVector.of(v.x * inverse, v.y * inverse, v.z * inverse);
    }

    private static float dot(LuauVector a, LuauVector b) {
        return a.x * b.x + a.y * b.y + a.z * b.z;
    }

    private static float length(LuauVector v) {
        return (float) Math.sqrt(dot(v, v));
    }

    private static LuauVector cross(LuauVector a, LuauVector b) {
        return LuauVector.of(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
    }

    private static Varargs angle(Arguments arguments) {
        LuauVector a = vector(arguments, 1);
        LuauVector b = vector(arguments, 2);
        LuauVector normal = cross(a, b);
        boolean turned = !arguments.noneOrNil(3) && dot(normal, vector(arguments, 3)) < 0;
        double angle = ArcTangent.atan2(length(normal), dot(a, b));
        return LuauNumber.of(turned ? -angle : angle);
    }

    private static Varargs clamp(Arguments arguments) {
        LuauVector v = vector(arguments, 1);
        LuauVector min = vector(arguments, 2);
        LuauVector max = vector(arguments, 3);
        float x = clamp(arguments, "x", v.x, min.x, max.x);
        float y = clamp(arguments, "y", v.y, min.y, max.y);
        float z = clamp(arguments, "z", v.z, min.z, max.z);
        return LuauVector.of(x, y, z);
    }

    private static float clamp(Arguments arguments, String component, float x, float min, float max) {
        if (!(min <= max)) {
            throw arguments.bad(3, "max." + component + " must be greater than or equal to min." + component);
        }
        float raised = x < min ? min : x;
        return raised > max ? max : raised;
    }

    private static Varargs lerp(Arguments arguments) {
        LuauVector a = vector(arguments, 1);
        LuauVector b = vector(arguments, 2);
        float t = (float) arguments.number(3);
        return t == 1 ? b : LuauVector.of(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, a.z + (b.z - a.z) * t);
    }

    private static Varargs each(Arguments arguments, Change change) {
        LuauVector v = vector(arguments, 1);
        return LuauVector.of(change.apply(v.x), change.apply(v.y), change.apply(v.z));
    }

    private static Varargs fold(Arguments arguments, Choice choice) {
        LuauVector kept = vector(arguments, 1);
        for (int i = 2; i <= arguments.count(); i++) {
            LuauVector next = vector(arguments, i);
            kept = LuauVector.of(choice.apply(kept.x, next.x), choice.apply(kept.y, next.y),
                    choice.apply(kept.z, next.z));
        }
        return kept;
    }
}
