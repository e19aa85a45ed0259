package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.Protection;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code pcall} and {@code xpcall}: natives below which code may give way, as {@link Protection} takes care of. */
final class ProtectedCalls {
    private ProtectedCalls() {}

    /** {@code pcall(f, ...)}. */
    static final class Pcall extends LibraryFunction {
        Pcall(LuauState state) {
            super(state, "pcall");
        }

        @Override
        public Varargs exec1(LuaValue a) {
            return Protection.call(this, null, a, NONE);
        }

        @Override
        public Varargs exec2(LuaValue a, LuaValue b) {
            return Protection.call(this, null, a, b);
        }

        @Override
        public Varargs exec3(LuaValue a, LuaValue b, LuaValue c) {
            return Protection.call(this, null, a, Values.of(b, c));
        }

        @Override
        public Varargs execN(Varargs arguments) {
            LuaValue body = new Arguments(this, arguments).any(1);
            return Protection.call(this, null, body, Values.from(arguments, 2));
        }
    }

    /** {@code xpcall(f, handler, ...)}. */
    static final class Xpcall extends LibraryFunction {
        Xpcall(LuauState state) {
            super(state, "xpcall");
        }

        @Override
        public Varargs execN(Varargs arguments) {
            LuauFunction handler = new Arguments(this, arguments).function(2);
            return Protection.call(this, handler, arguments.arg1(), Values.from(arguments, 3));
        }
    }
}
