package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** Comparisons of values whose types the compiler does not know. */
public final class Comparison {
    private Comparison() {}

    /** {@return whether a condition holds: all values do but nil and false} */
    public static boolean truthy(LuaValue value) {
        return value != LuaValue.NIL && value != LuaValue.FALSE;
    }

    /** {@return {@code a == b}} */
    public static boolean equal(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return x.value == y.value;
        }
        if (a instanceof LuauTable x && b instanceof LuauTable y) {
            // Even a table and itself are unequal when their metamethod says so.
            return x.metatable() == null ? a == b : equalByMetatables(a, x.metatable(), b, y.metatable(), self);
        }
        return unusualEqual(a, b, self);
    }

    private static boolean unusualEqual(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuaUserdata && b instanceof LuaUserdata) {
            LuauState state = self.state;
            return equalByMetatables(a, Metatables.of(state, a), b, Metatables.of(state, b), self);
        }
        return rawEqual(a, b);
    }

    /** A metamethod is asked only when both operands have the same one. */
    private static boolean equalByMetatables(LuaValue a, @Nullable LuauTable x, LuaValue b, @Nullable LuauTable y,
            LuauFunction self) {
        if (x == null || y == null) {
            return a == b;
        }
        LuaValue method = x.metamethod(MetaEvent.EQ);
        if (method == null || (x != y && !isSame(method, y.metamethod(MetaEvent.EQ)))) {
            return a == b;
        }
        return truthy(self.state.callback2(self, Calls.callee(method, self), a, b));
    }

    private static boolean isSame(LuaValue method, @Nullable LuaValue other) {
        return other != null && rawEqual(method, other);
    }

    /** {@return whether two values are the same to {@code rawequal}} No metamethod runs. */
    public static boolean rawEqual(LuaValue a, LuaValue b) {
        if (a instanceof LuaString x) {
            return b instanceof LuaString y && Strings.equal(x, y);
        }
        if (a instanceof LuaNumber x) {
            return b instanceof LuaNumber y && x.todouble() == y.todouble();
        }
        // A vector with a NaN is not even equal to itself.
        return a instanceof TableKey ? a.equals(b) : a == b;
    }

    /** {@return {@code a < b}} */
    public static boolean less(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return x.value < y.value;
        }
        return unusualLess(a, b, self);
    }

    private static boolean unusualLess(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuaString x && b instanceof LuaString y) {
            return Strings.compare(x, y) < 0;
        }
        if (a instanceof LuaNumber x && b instanceof LuaNumber y) {
            return x.todouble() < y.todouble();
        }
        LuaValue method = orderMetamethod(MetaEvent.LT, a, b, self);
        if (method == null) {
            throw incomparable(a, "<", b, self);
        }
        return truthy(self.state.callback2(self, Calls.callee(method, self), a, b));
    }

    /** {@return {@code a <= b}} */
    public static boolean lessEqual(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuauNumber x && b instanceof LuauNumber y) {
            return x.value <= y.value;
        }
        return unusualLessEqual(a, b, self);
    }

    private static boolean unusualLessEqual(LuaValue a, LuaValue b, LuauFunction self) {
        if (a instanceof LuaString x && b instanceof LuaString y) {
            return Strings.compare(x, y) <= 0;
        }
        if (a instanceof LuaNumber x && b instanceof LuaNumber y) {
            return x.todouble() <= y.todouble();
        }
        LuauState state = self.state;
        LuaValue method = orderMetamethod(MetaEvent.LE, a, b, self);
        if (method != null) {
            return truthy(state.callback2(self, Calls.callee(method, self), a, b));
        }
        LuaValue less = orderMetamethod(MetaEvent.LT, b, a, self);
        if (less == null) {
            throw incomparable(a, "<=", b, self);
        }
        return !truthy(state.callback2(self, Calls.callee(less, self), b, a));
    }

    /** The metamethod that two values of one type share, or null. */
    private static @Nullable LuaValue orderMetamethod(MetaEvent event, LuaValue a, LuaValue b, LuauFunction self) {
        LuauState state = self.state;
        LuaValue method = a.type() == b.type() ? Metatables.metamethod(state, a, event) : null;
        return method != null && isSame(method, Metatables.metamethod(state, b, event)) ? method : null;
    }

    private static LuauError incomparable(LuaValue a, String operator, LuaValue b, LuauFunction self) {
        LuauState state = self.state;
        return state.runtimeError(self, "attempt to compare " + Types.nameOf(state, a) + " " + operator + " "
                + Types.nameOf(state, b));
    }
}
