package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauVector;
import dev.moonloom.luau.runtime.Values;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code vector.create}: a vector of two or three numbers. */
final class VectorCreate extends LibraryFunction {
    VectorCreate(LuauState state) {
        super(state, "create");
    }

    @Override
    public Varargs exec3(LuaValue x, LuaValue y, LuaValue z) {
        if (x instanceof LuauNumber first && y instanceof LuauNumber second && z instanceof LuauNumber third) {
            return LuauVector.of((float) first.value, (float) second.value, (float) third.value);
        }
        return execN(Values.of(x, y, z));
    }

    @Override
    public Varargs execN(Varargs values) {
        var arguments = new Arguments(this, values);
        double x = arguments.number(1);
        double y = arguments.number(2);
        // The third one may be missing, but not nil.
        double z = arguments.count() < 3 ? 0 : arguments.number(3);
        return LuauVector.of((float) x, (float) y, (float) z);
    }
}
