package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * A vector of three 32 bit floats. Vectors are values: two with equal components are the same vector and the same table
 * key, with -0 equal to 0.
 */
public final class LuauVector extends TableKey {
    /** What {@link #type} answers: a number that LuaJ does not use itself. */
    public static final int TYPE = 10;

    /** The first component. */
    public final float x;
    /** The second component. */
    public final float y;
    /** The third component. */
    public final float z;

    private LuauVector(float x, float y, float z) {
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /** {@return a vector of these components} */
    public static LuauVector of(float x, float y, float z) {
        return new LuauVector(x, y, z);
    }

    /** {@return the sum of two vectors} */
    public static LuauVector add(LuauVector a, LuauVector b) {
        return of(a.x + b.x, a.y + b.y, a.z + b.z);
    }

    /** {@return the difference of two vectors} */
    public static LuauVector sub(LuauVector a, LuauVector b) {
        return of(a.x - b.x, a.y - b.y, a.z - b.z);
    }

    /** {@return the product of two vectors, component by component} */
    public static LuauVector mul(LuauVector a, LuauVector b) {
        return of(a.x * b.x, a.y * b.y, a.z * b.z);
    }

    /** {@return a vector times a number} */
    public static LuauVector mul(LuauVector a, double number) {
        float b = (float) number;
        return of(a.x * b, a.y * b, a.z * b);
    }

    /** {@return a number times a vector} */
    public static LuauVector mul(double number, LuauVector b) {
        return mul(b, number);
    }

    /** {@return the quotient of two vectors, component by component} */
    public static LuauVector div(LuauVector a, LuauVector b) {
        return of(a.x / b.x, a.y / b.y, a.z / b.z);
    }

    /** {@return a vector divided by a number} */
    public static LuauVector div(LuauVector a, double number) {
        float b = (float) number;
        return of(a.x / b, a.y / b, a.z / b);
    }

    /** {@return a number divided by each component of a vector} */
    public static LuauVector div(double number, LuauVector b) {
        float a = (float) number;
        return of(a / b.x, a / b.y, a / b.z);
    }

    /** {@return the rounded down quotient of two vectors, component by component} */
    public static LuauVector idiv(LuauVector a, LuauVector b) {
        return of(floorQuotient(a.x, b.x), floorQuotient(a.y, b.y), floorQuotient(a.z, b.z));
    }

    /** {@return the rounded down quotient of a vector and a number} */
    public static LuauVector idiv(LuauVector a, double number) {
        float b = (float) number;
        return of(floorQuotient(a.x, b), floorQuotient(a.y, b), floorQuotient(a.z, b));
    }

    /** {@return the rounded down quotient of a number and each component of a vector} */
    public static LuauVector idiv(double number, LuauVector b) {
        float a = (float) number;
        return of(floorQuotient(a, b.x), floorQuotient(a, b.y), floorQuotient(a, b.z));
    }

    /** {@return the vector with the sign of each component turned} */
    public static LuauVector negate(LuauVector a) {
        return of(-a.x, -a.y, -a.z);
    }

    /** Divides as doubles, unlike {@code /}: the quotient is rounded to a float only after it was rounded down. */
    private static float floorQuotient(double a, double b) {
        return (float) Math.floor(a / b);
    }

    /** {@return the component of a name such as {@code x} or {@code X}, or null when there is no such component} */
    public @Nullable LuauNumber component(LuaString name) {
        if (name.m_length != 1) {
            return null;
        }
        return switch (name.m_bytes[name.m_offset]) {
            case 'x', 'X' -> LuauNumber.of(x);
            case 'y', 'Y' -> LuauNumber.of(y);
            case 'z', 'Z' -> LuauNumber.of(z);
            default -> null;
        };
    }

    /** {@return whether all components are equal, as {@code ==} compares numbers} */
    public boolean sameAs(LuauVector other) {
        return x == other.x && y == other.y && z == other.z;
    }

    @Override
    public boolean hasNaN() {
        return Float.isNaN(x) || Float.isNaN(y) || Float.isNaN(z);
    }

    @Override
    public int hashCode() {
        return (fold(bits(x)) * 73_856_093) ^ (fold(bits(y)) * 19_349_663) ^ (fold(bits(z)) * 83_492_791);
    }

    @Override
    public long hash(long seed) {
        long front = ((long) bits(x) << Integer.SIZE) | Integer.toUnsignedLong(bits(y));
        return Strings.mix(Strings.mix(front, seed) ^ bits(z), seed);
    }

    private static int bits(float component) {
        return component == 0 ? 0 : Float.floatToRawIntBits(component);
    }

    /** Small whole numbers differ in their high bits only, which this brings down. */
    private static int fold(int bits) {
        return bits ^ (bits >>> 17);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LuauVector vector && sameAs(vector);
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public String typename() {
        return "vector";
    }

    @Override
    public String tojstring() {
        return Numbers.format(x) + ", " + Numbers.format(y) + ", " + Numbers.format(z);
    }
}
