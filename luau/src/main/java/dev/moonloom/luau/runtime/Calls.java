package dev.moonloom.luau.runtime;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What calls do around the call itself: which function is meant, and which of its results. */
public final class Calls {
    private Calls() {}

    /** {@return the first result of a call, or nil} */
    public static LuaValue first(Varargs results) {
        return results instanceof LuaValue value && value != LuaValue.NONE ? value : results.arg1();
    }

    /** Calls a function with arguments whose number is not known to the caller. */
    public static Varargs exec(LuauFunction function, Varargs arguments) {
        return switch (arguments.narg()) {
            case 0 -> function.exec0();
            case 1 -> function.exec1(arguments.arg1());
            case 2 -> function.exec2(arguments.arg1(), arguments.arg(2));
            case 3 -> function.exec3(arguments.arg1(), arguments.arg(2), arguments.arg(3));
            default -> function.execN(arguments);
        };
    }

    /**
     * {@return the function that a call of this value calls} For a value that cannot be called it is one that fails when it
     * is: the arguments are evaluated before that shows.
     */
    public static LuauFunction callee(LuaValue value, LuauFunction self) {
        return value instanceof LuauFunction function ? function : unusualCallee(value, self);
    }

    private static LuauFunction unusualCallee(LuaValue value, LuauFunction self) {
        LuauState state = self.state;
        if (value instanceof LuaFunction foreign) {
            return state.foreignFunctions.wrapperOf(foreign);
        }
        LuaValue called = Metatables.metamethod(state, value, MetaEvent.CALL);
        if (called instanceof LuaFunction) {
            return new CallableValue(value, callee(called, self));
        }
        return new UncallableValue(value, self);
    }

    /** {@return the function that {@code object:name(...)} calls, with the object as its first argument} */
    public static LuauFunction method(LuaValue object, FieldName name, LuauFunction self) {
        if (object instanceof LuauTable table) {
            LuaValue own = table.find(name);
            LuauTable metatable = table.metatable();
            if (own == null && metatable != null
                    && metatable.metamethod(MetaEvent.INDEX) instanceof LuauTable methods) {
                own = methods.find(name);
            }
            if (own instanceof LuauFunction function) {
                return function;
            }
        }
        return inheritedMethod(object, name, self);
    }

    private static LuauFunction inheritedMethod(LuaValue object, FieldName name, LuauFunction self) {
        if (object instanceof LuauUserdata userdata && userdata.members != null) {
            LuauFunction function = userdata.members.method(name);
            return function == null ? unusualMethod(object, name, self) : function;
        }
        LuauTable metatable = object instanceof LuauTable ? null : Metatables.of(self.state, object);
        if (metatable != null) {
            if (metatable.metamethod(MetaEvent.INDEX) instanceof LuauTable methods
                    && methods.find(name) instanceof LuauFunction function) {
                return function;
            }
            LuaValue any = metatable.metamethod(MetaEvent.NAMECALL);
            if (any != null) {
                self.state.methodName = name.text();
                return callee(any, self);
            }
        }
        return unusualMethod(object, name, self);
    }

    private static LuauFunction unusualMethod(LuaValue object, FieldName name, LuauFunction self) {
        LuaValue method = Indexing.index(object, name, self);
        if (method.isnil()) {
            throw self.state.runtimeError(self, "attempt to call missing method '" + Strings.text(name.text()) + "' of "
                    + Types.nameOf(self.state, object));
        }
        return callee(method, self);
    }
}
