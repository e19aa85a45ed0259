package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * A boxed number: a double, as every number of Luau. Compiled code works on {@link #value}; the methods serve hosts
 * that use LuaJ's API, and LuaJ's own numbers, which ask their other operand to compute. LuaJ has whole numbers and
 * doubles as two classes: a box is equal to both where the values are equal, and hashes like them.
 */
public final class LuauNumber extends LuaNumber {
    /** The number. Not final: the JIT removes boxes better so; nobody assigns it. */
    public double value;

    private LuauNumber(double value) {
        this.value = value;
    }

    /** {@return a box} There is no cache: one would keep the JIT from removing boxes. */
    public static LuauNumber of(double value) {
        return new LuauNumber(value);
    }

    // What it is.

    @Override
    public boolean isint() {
        return isinttype();
    }

    @Override
    public boolean isinttype() {
        return (int) value == value;
    }

    @Override
    public boolean islong() {
        return (long) value == value;
    }

    @Override
    public boolean isvalidkey() {
        return !Double.isNaN(value);
    }

    // Equality.

    @Override
    public int hashCode() {
        return isinttype() ? (int) value : hashOfDouble(value);
    }

    /** LuaJ's formula, so that its tables find a key by either kind of number. */
    private static int hashOfDouble(double value) {
        long bits = Double.doubleToLongBits(value + 1);
        return (int) (bits >> 32) + (int) bits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LuaNumber number && number.todouble() == value;
    }

    @Override
    public LuaValue eq(LuaValue other) {
        return valueOf(eq_b(other));
    }

    @Override
    public boolean eq_b(LuaValue other) {
        return raweq(other);
    }

    @Override
    public boolean raweq(LuaValue other) {
        return other instanceof LuaNumber && other.todouble() == value;
    }

    @Override
    public boolean raweq(double other) {
        return value == other;
    }

    @Override
    public boolean raweq(int other) {
        return value == other;
    }

    // Conversion.

    @Override
    public double todouble() {
        return value;
    }

    @Override
    public float tofloat() {
        return (float) value;
    }

    @Override
    public long tolong() {
        return (long) value;
    }

    @Override
    public int toint() {
        return (int) (long) value;
    }

    @Override
    public short toshort() {
        return (short) tolong();
    }

    @Override
    public char tochar() {
        return (char) tolong();
    }

    @Override
    public byte tobyte() {
        return (byte) tolong();
    }

    @Override
    public String tojstring() {
        return Numbers.format(value);
    }

    @Override
    public LuaString strvalue() {
        return Numbers.toString(this);
    }

    @Override
    public LuaValue tostring() {
        return strvalue();
    }

    // Arguments of host functions.

    @Override
    public double checkdouble() {
        return value;
    }

    @Override
    public int checkint() {
        return toint();
    }

    @Override
    public long checklong() {
        return tolong();
    }

    @Override
    public LuaInteger checkinteger() {
        return LuaInteger.valueOf(toint());
    }

    @Override
    public LuaString checkstring() {
        return strvalue();
    }

    @Override
    public String checkjstring() {
        return tojstring();
    }

    @Override
    public double optdouble(double otherwise) {
        return value;
    }

    @Override
    public int optint(int otherwise) {
        return toint();
    }

    @Override
    public long optlong(long otherwise) {
        return tolong();
    }

    @Override
    public LuaInteger optinteger(LuaInteger otherwise) {
        return checkinteger();
    }

    @Override
    public LuaString optstring(LuaString otherwise) {
        return strvalue();
    }

    @Override
    public String optjstring(String otherwise) {
        return tojstring();
    }

    // Arithmetic. An operand that is no number answers itself, as it may have a metamethod.

    @Override
    public LuaValue neg() {
        return of(-value);
    }

    @Override
    public LuaValue add(LuaValue right) {
        return right instanceof LuaNumber ? of(value + right.todouble()) : right.add(value);
    }

    @Override
    public LuaValue add(double right) {
        return of(value + right);
    }

    @Override
    public LuaValue add(int right) {
        return of(value + right);
    }

    @Override
    public LuaValue sub(LuaValue right) {
        return right instanceof LuaNumber ? of(value - right.todouble()) : right.subFrom(value);
    }

    @Override
    public LuaValue sub(double right) {
        return of(value - right);
    }

    @Override
    public LuaValue sub(int right) {
        return of(value - right);
    }

    @Override
    public LuaValue subFrom(double left) {
        return of(left - value);
    }

    @Override
    public LuaValue subFrom(int left) {
        return of(left - value);
    }

    @Override
    public LuaValue mul(LuaValue right) {
        return right instanceof LuaNumber ? of(value * right.todouble()) : right.mul(value);
    }

    @Override
    public LuaValue mul(double right) {
        return of(value * right);
    }

    @Override
    public LuaValue mul(int right) {
        return of(value * right);
    }

    @Override
    public LuaValue div(LuaValue right) {
        return right instanceof LuaNumber ? of(value / right.todouble()) : right.divInto(value);
    }

    @Override
    public LuaValue div(double right) {
        return of(value / right);
    }

    @Override
    public LuaValue div(int right) {
        return of(value / right);
    }

    @Override
    public LuaValue divInto(double left) {
        return of(left / value);
    }

    @Override
    public LuaValue mod(LuaValue right) {
        return right instanceof LuaNumber ? of(Numbers.modulo(value, right.todouble())) : right.modFrom(value);
    }

    @Override
    public LuaValue mod(double right) {
        return of(Numbers.modulo(value, right));
    }

    @Override
    public LuaValue mod(int right) {
        return of(Numbers.modulo(value, right));
    }

    @Override
    public LuaValue modFrom(double left) {
        return of(Numbers.modulo(left, value));
    }

    @Override
    public LuaValue pow(LuaValue right) {
        return right instanceof LuaNumber ? of(Numbers.power(value, right.todouble())) : right.powWith(value);
    }

    @Override
    public LuaValue pow(double right) {
        return of(Numbers.power(value, right));
    }

    @Override
    public LuaValue pow(int right) {
        return of(Numbers.power(value, right));
    }

    @Override
    public LuaValue powWith(double left) {
        return of(Numbers.power(left, value));
    }

    @Override
    public LuaValue powWith(int left) {
        return of(Numbers.power(left, value));
    }

    // Order.

    @Override
    public LuaValue lt(LuaValue right) {
        return valueOf(lt_b(right));
    }

    @Override
    public LuaValue lt(double right) {
        return valueOf(value < right);
    }

    @Override
    public LuaValue lt(int right) {
        return valueOf(value < right);
    }

    @Override
    public boolean lt_b(LuaValue right) {
        return right instanceof LuaNumber ? value < right.todouble() : right.gt_b(value);
    }

    @Override
    public boolean lt_b(double right) {
        return value < right;
    }

    @Override
    public boolean lt_b(int right) {
        return value < right;
    }

    @Override
    public LuaValue lteq(LuaValue right) {
        return valueOf(lteq_b(right));
    }

    @Override
    public LuaValue lteq(double right) {
        return valueOf(value <= right);
    }

    @Override
    public LuaValue lteq(int right) {
        return valueOf(value <= right);
    }

    @Override
    public boolean lteq_b(LuaValue right) {
        return right instanceof LuaNumber ? value <= right.todouble() : right.gteq_b(value);
    }

    @Override
    public boolean lteq_b(double right) {
        return value <= right;
    }

    @Override
    public boolean lteq_b(int right) {
        return value <= right;
    }

    @Override
    public LuaValue gt(LuaValue right) {
        return valueOf(gt_b(right));
    }

    @Override
    public LuaValue gt(double right) {
        return valueOf(value > right);
    }

    @Override
    public LuaValue gt(int right) {
        return valueOf(value > right);
    }

    @Override
    public boolean gt_b(LuaValue right) {
        return right instanceof LuaNumber ? value > right.todouble() : right.lt_b(value);
    }

    @Override
    public boolean gt_b(double right) {
        return value > right;
    }

    @Override
    public boolean gt_b(int right) {
        return value > right;
    }

    @Override
    public LuaValue gteq(LuaValue right) {
        return valueOf(gteq_b(right));
    }

    @Override
    public LuaValue gteq(double right) {
        return valueOf(value >= right);
    }

    @Override
    public LuaValue gteq(int right) {
        return valueOf(value >= right);
    }

    @Override
    public boolean gteq_b(LuaValue right) {
        return right instanceof LuaNumber ? value >= right.todouble() : right.lteq_b(value);
    }

    @Override
    public boolean gteq_b(double right) {
        return value >= right;
    }

    @Override
    public boolean gteq_b(int right) {
        return value >= right;
    }

    @Override
    public int strcmp(LuaString right) {
        typerror("attempt to compare number with string");
        return 0;
    }
}
