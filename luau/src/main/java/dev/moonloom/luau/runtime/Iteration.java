package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** How a generic loop goes on once its three values are known: with a cursor over a table, or by calls. */
public final class Iteration {
    /** Where a loop over a table stands; null when the function is called each time. */
    public final @Nullable Cursor cursor;
    /** What is called each time; null beside a cursor. */
    public final @Nullable LuauFunction function;
    /** Its first argument. */
    public final LuaValue state;
    /** Its second argument the first time; later, the first value of the time before. */
    public final LuaValue control;

    private Iteration(@Nullable Cursor cursor, @Nullable LuauFunction function, LuaValue state, LuaValue control) {
        this.cursor = cursor;
        this.function = function;
        this.state = state;
        this.control = control;
    }

    /** {@return the iteration of {@code for ... in first, state, control}} */
    public static Iteration start(LuaValue first, LuaValue state, LuaValue control, LuauFunction self) {
        if (state instanceof LuauTable table) {
            Cursor cursor = builtIn(first, table, control, self.state);
            if (cursor != null) {
                return over(cursor);
            }
        }
        if (first instanceof LuaFunction function) {
            return by(Calls.callee(function, self), state, control);
        }
        return overObject(first, state, control, self);
    }

    /** A loop begins a call of its iterator. Luau counts it as a native call, though the iterator may give way. */
    public static void beginCall(LuauFunction self) {
        self.state.countNativeCall(self);
    }

    /** The call has returned or given way. What goes on later is no native call any more. */
    public static void endCall(LuauFunction self) {
        self.state.nativeCalls--;
    }

    /** A loop that {@code next} or the function of {@code pairs} or {@code ipairs} drives from the beginning. */
    private static @Nullable Cursor builtIn(LuaValue first, LuauTable table, LuaValue control, LuauState state) {
        if ((first == state.pairsNext || first == state.next) && control.isnil()) {
            return new Cursor(table);
        }
        boolean fromStart = control instanceof LuauNumber number && number.value == 0;
        return first == state.arrayNext && fromStart ? Cursor.overList(table) : null;
    }

    private static Iteration overObject(LuaValue object, LuaValue state, LuaValue control, LuauFunction self) {
        LuauState luau = self.state;
        LuaValue begin = Metatables.metamethod(luau, object, MetaEvent.ITER);
        if (begin != null) {
            Varargs values = luau.callback(self, Calls.callee(begin, self), object);
            return by(Calls.callee(values.arg1(), self), values.arg(2), values.arg(3));
        }
        if (Metatables.metamethod(luau, object, MetaEvent.CALL) != null) {
            return by(Calls.callee(object, self), state, control);
        }
        if (object instanceof LuauTable table) {
            return over(new Cursor(table));
        }
        throw luau.runtimeError(self, "attempt to iterate over a " + Types.nameOf(luau, object) + " value");
    }

    private static Iteration over(Cursor cursor) {
        return new Iteration(cursor, null, LuaValue.NIL, LuaValue.NIL);
    }

    private static Iteration by(LuauFunction function, LuaValue state, LuaValue control) {
        return new Iteration(null, function, state, control);
    }
}
