package dev.moonloom.core.model;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.coroutine.LuaFailure;
import dev.moonloom.core.coroutine.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The scheduler's values and outcomes in the words of a {@link Trace}. */
final class LuaValues {
    private LuaValues() {}

    static Varargs varargs(List<Double> values) {
        return LuaValue.varargsOf(values.stream().map(LuaValue::valueOf).toArray(LuaValue[]::new));
    }

    static List<Double> values(Varargs values) {
        List<Double> list = new ArrayList<>(values.narg());
        for (int i = 1; i <= values.narg(); i++) {
            list.add(values.arg(i).checkdouble());
        }
        return list;
    }

    static LuaError error(String text) {
        return new LuaError(LuaValue.valueOf(text));
    }

    static String text(LuaError error) {
        return Coroutines.valueOf(error).tojstring();
    }

    static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Yielded(Varargs values) -> "yielded " + values(values);
            case Outcome.Returned(Varargs values) -> "returned " + values(values);
            case Outcome.Failed(LuaValue value, _, _) -> "failed " + value.tojstring();
            case Outcome.Cancelled _ -> "cancelled";
        };
    }

    /** {@return how a handle's result failed} */
    static String failure(Throwable error) {
        return switch (error) {
            case LuaFailure failure -> "failed " + failure.value().tojstring();
            case CancellationException _ -> "cancelled";
            default -> "refused " + error.getMessage();
        };
    }
}
