package dev.moonloom.luau.runtime;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A function written for LuaJ, as compiled code calls it. Only calls go through it: as a value, such a function stays what
 * it is. Below it nothing may give way, and what it answers is brought into the form that Luau's values have.
 */
final class ForeignFunction extends LuauFunction {
    private final LuaFunction function;

    private ForeignFunction(LuauState state, LuaFunction function) {
        super(state);
        this.function = function;
    }

    @Override
    public Varargs execN(Varargs arguments) {
        LuauState.Host host = state.beginHost(this);
        try {
            Varargs results = function.invoke(arguments);
            return normalized(results.isTailcall() ? results.eval() : results);
        } catch (Throwable thrown) {
            throw state.asError(thrown);
        } finally {
            state.endHost(host);
        }
    }

    private Varargs normalized(Varargs results) {
        int count = results.narg();
        var values = new LuaValue[count];
        for (int i = 0; i < count; i++) {
            values[i] = normalized(results.arg(i + 1));
        }
        return Values.of(values);
    }

    private LuaValue normalized(LuaValue value) {
        if (value instanceof LuauNumber || value instanceof LuauTable) {
            return value;
        }
        if (value instanceof LuaTable) {
            throw state.raise(this,
                    Strings.of("'" + function.name() + "' answered a table of LuaJ; Luau needs a LuauTable"));
        }
        return value instanceof LuaNumber number ? LuauNumber.of(number.todouble()) : value;
    }

    /** LuaJ calls a function that has no name after its Java class, which is no business of scripts. */
    @Override
    public String debugName() {
        String name = function.name();
        String className = function.getClass().getName();
        return className.endsWith("." + name) || className.endsWith("$" + name) ? "" : name;
    }

    /** The functions of LuaJ that a VM has met. */
    static final class Registry {
        private final LuauState state;
        /** The wrappers hold the keys, so they are held weakly too. */
        private final Map<LuaFunction, WeakReference<ForeignFunction>> wrappers = new WeakHashMap<>();

        Registry(LuauState state) {
            this.state = state;
        }

        ForeignFunction wrapperOf(LuaFunction function) {
            WeakReference<ForeignFunction> known = wrappers.get(function);
            ForeignFunction wrapper = known == null ? null : known.get();
            if (wrapper == null) {
                wrapper = new ForeignFunction(state, function);
                wrappers.put(function, new WeakReference<>(wrapper));
            }
            return wrapper;
        }
    }
}
