package dev.moonloom.tests.conformance;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.library.LibraryBuilder;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.LuauUserdata;
import dev.moonloom.luau.runtime.NativeFunction.Body;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.task.Libraries;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What the files find in their environment beyond the standard libraries, or in place of them. */
final class SuiteHelpers {
    /** What a single allocation may take in {@code pcall.luau}, and what a slot of a table takes in Luau. */
    private static final int MOST_BYTES = 8 << 20;
    private static final int BYTES_PER_SLOT = 16;

    private final ScriptVm vm;
    /** The coroutine of the file, which stands for Luau's main thread. */
    private @Nullable Coroutine main;
    private final LuauState state;
    private final Coroutines coroutines;
    private final Map<LuaValue, LuauUserdata> lightUserdata = new HashMap<>();

    SuiteHelpers(ScriptVm vm) {
        this.vm = vm;
        state = vm.state();
        coroutines = vm.scheduler().coroutines();
    }

    void setMain(Coroutine coroutine) {
        main = coroutine;
    }

    void install(String file) {
        var types = new HostTypes(state);
        new LibraryBuilder(state, vm.globals())
                .value("coroutine", coroutineLibrary())
                .define("collectgarbage", SuiteHelpers::collectgarbage)
                // The files ask whether they run as machine code, and expect that they do.
                .define("is_native", _ -> LuaValue.TRUE)
                .define("is_native_if_supported", _ -> LuaValue.TRUE)
                .define("makelud", this::makelud)
                .define("int64", types::int64)
                .define("cxxthrow", _ -> {
                    throw new IllegalStateException("oops");
                })
                .define("resumeerror", this::resumeerror);
        new YieldingHelpers(vm.scheduler(), vm.globals()).install();
        switch (file) {
            case "pcall.luau" -> vm.globals().rawset("table", tableLibraryWithLittleMemory());
            case "vector.luau" -> types.installVectors();
            default -> {}
        }
    }

    /** The file runs where Luau has no coroutine, and yet may give way: only {@code running} can tell. */
    private LuauTable coroutineLibrary() {
        LuaTable library = Libraries.coroutine(vm.scheduler().tasks());
        return replaced(library, "running", _ -> {
            Coroutine current = coroutines.current();
            return current == null || current == main ? LuaValue.NIL : current;
        });
    }

    private LuauTable tableLibraryWithLittleMemory() {
        var library = (LuauTable) vm.globals().rawget("table");
        var create = (LuauFunction) library.rawget("create");
        return replaced(library, "create", arguments -> {
            if (arguments.number(1) * BYTES_PER_SLOT > MOST_BYTES) {
                throw new OutOfMemoryError();
            }
            return create.execN(arguments.all());
        });
    }

    /** {@return a read-only copy of a library with another function in it} */
    private LuauTable replaced(LuaTable library, String name, Body body) {
        var copy = new LibraryBuilder(state);
        for (LuaValue key : library.keys()) {
            copy.value(key.tojstring(), library.rawget(key));
        }
        LuauTable table = copy.define(name, body).table();
        table.freeze();
        return table;
    }

    /** All nine options, of which only two can mean anything here. */
    private static Varargs collectgarbage(Arguments arguments) {
        return switch (Strings.text(arguments.string(1, Strings.of("collect")))) {
            case "collect" -> {
                System.gc();
                yield LuauNumber.of(0);
            }
            case "count" -> {
                Runtime runtime = Runtime.getRuntime();
                yield LuauNumber.of((runtime.totalMemory() - runtime.freeMemory()) / 1024.0);
            }
            case "step", "isrunning" -> LuaValue.TRUE;
            case "stop", "restart", "setgoal", "setstepmul", "setstepsize" -> LuauNumber.of(0);
            default -> throw arguments.bad(1, "invalid option");
        };
    }

    /** Light userdata: equal for equal arguments. */
    private LuauUserdata makelud(Arguments arguments) {
        return lightUserdata.computeIfAbsent(arguments.any(1), key -> new LuauUserdata(key, null));
    }

    private Varargs resumeerror(Arguments arguments) {
        coroutines.fail((Coroutine) arguments.any(1), LuauError.of(arguments.any(2)));
        return LuaValue.NONE;
    }
}
