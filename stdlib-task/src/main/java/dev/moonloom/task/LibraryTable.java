package dev.moonloom.task;

import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.Tasks;
import dev.moonloom.luau.runtime.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Collects the functions of a library. */
final class LibraryTable {
    private final Coroutines coroutines;
    private final Map<String, LuaValue> functions = new LinkedHashMap<>();

    LibraryTable(Tasks tasks) {
        coroutines = tasks.scheduler().coroutines();
    }

    void define(String name, Function<Arguments, Varargs> body) {
        define(new CheckedFunction(coroutines.state(), name, body));
    }

    void define(LibraryFunction function) {
        functions.put(function.debugName(), function);
    }

    /** {@return the library as scripts get it: they can read it only} */
    LuaTable sealed() {
        return coroutines.engine().library(functions);
    }
}
