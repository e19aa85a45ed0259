package dev.moonloom;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.luau.runtime.ChunkCode;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.Traceback;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** Makes of an error of a script what its host gets. VM's thread. */
final class ScriptErrors {
    private ScriptErrors() {}

    /**
     * {@return the exception for an error that a thread has died of}
     *
     * @param value what was raised
     * @param thread the thread; null for one that never ran
     */
    static ScriptException of(Vm vm, LuaValue value, @Nullable Coroutine thread) {
        return of(vm, value, thread == null ? null : thread.death());
    }

    /** {@return the exception for an error that has reached Java} */
    static ScriptException of(Vm vm, LuaError error) {
        return error instanceof LuauError raised
                ? of(vm, raised.value(), raised)
                : of(vm, Coroutines.valueOf(error), (LuauError) null);
    }

    /** {@return the exception for a function whose result is of a wrong type} */
    static ScriptException wrongResult(LuauFunction function, Mismatch mismatch) {
        String name = function.debugName();
        String place = mismatch.place().isEmpty() ? "" : mismatch.place() + ": ";
        String message = (name.isEmpty() ? "a function" : "'" + name + "'") + " answered: " + place + mismatch.reason();
        return ScriptException.runtime(message, message, List.of(), null, null);
    }

    private static ScriptException of(Vm vm, LuaValue value, @Nullable LuauError death) {
        Traceback traceback = death == null ? null : death.traceback();
        List<Traceback.Entry> entries = traceback == null ? List.of() : traceback.entries();
        String message = vm.textOf(value);
        return ScriptException.runtime(message, javaValue(vm, value, message), frames(entries), place(entries), death);
    }

    private static List<ScriptException.Frame> frames(List<Traceback.Entry> entries) {
        return entries.stream()
                .map(entry -> new ScriptException.Frame(entry.source(), Math.max(0, entry.line()),
                        entry.function().debugName()))
                .toList();
    }

    /** {@return the innermost place in a script} */
    private static @Nullable Excerpt place(List<Traceback.Entry> entries) {
        for (Traceback.Entry entry : entries) {
            ChunkCode code = entry.code();
            if (code != null && entry.line() > 0) {
                return Excerpt.of("", entry.source(), entry.line(), Objects.requireNonNull(code).source());
            }
        }
        return null;
    }

    /** What cannot be converted, such as a table that contains itself, is known by its text. */
    private static @Nullable Object javaValue(Vm vm, LuaValue value, String text) {
        try {
            return vm.conversions().fromLuau(Object.class).convert(vm, value);
        } catch (Mismatch _) {
            return text;
        }
    }
}
