package dev.moonloom.luau.library;

import dev.moonloom.luau.Luau;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.ChunkNames;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.LuauUserdata;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.syntax.SyntaxError;
import dev.moonloom.luau.syntax.SyntaxException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Calls of the base functions, and of {@code debug}, have the results and errors that native Luau has. */
class RecordedBaseTest {
    private final LuauState state = new LuauState();
    private final LuauTable base = state.globals;
    private final LuauTable debug = DebugLibrary.create(state);
    private final Literals literals;

    RecordedBaseTest() {
        BaseLibrary.install(state, base, _ -> {});
        BaseLibrary.installCollectgarbage(state, base);
        BaseLibrary.installLoadstring(state, base, RecordedBaseTest::compile);
        var helpers = new RecordedHelpers(state);
        for (String name : new String[]{"next", "pcall", "error", "select"}) {
            helpers.values.put(name, base.rawget(name));
        }
        StringLibrary.create(state);
        VectorLibrary.create(state);
        helpers.values.put("strings", Objects.requireNonNull(state.stringMetatable));
        helpers.values.put("vectors", Objects.requireNonNull(state.vectorMetatable));
        helpers.values.put("globals", base);
        helpers.values.put("thread", state.current);
        helpers.values.put("userdata", LuauUserdata.proxy(null));
        literals = new Literals(helpers.values, helpers.metatables);
        // The recorder makes its calls by pcall, which errors with a level and questions about levels meet.
        state.enter(function("pcall"));
    }

    private static LuauFunction compile(LuauState state, LuaString source, LuaString name, LuauTable environment) {
        String shown = ChunkNames.display(Strings.text(name));
        try {
            return Luau.compile(Strings.bytes(source), shown).load(state, environment);
        } catch (SyntaxException invalid) {
            SyntaxError first = invalid.errors().getFirst();
            throw LuauError.of(Strings.of(shown + ":" + first.span().line() + ": " + first.message()));
        }
    }

    private LuauFunction function(String name) {
        return (LuauFunction) base.rawget(name);
    }

    @TestFactory
    Stream<DynamicTest> baseFunctions() {
        derive("type of gcinfo", arguments -> type("gcinfo", arguments));
        derive("type of collectgarbage", arguments -> type("collectgarbage", arguments));
        derive("metatable of setmetatable", arguments -> metatable("setmetatable", arguments));
        derive("metatable of newproxy", arguments -> metatable("newproxy", arguments));
        derive("environment of setfenv", this::environmentOfSetfenv);
        derive("name of pairs", arguments -> name("pairs", arguments.all()));
        derive("name of ipairs", arguments -> name("ipairs", arguments.all()));
        derive("step of pairs", arguments -> step("pairs", arguments));
        derive("step of ipairs", arguments -> step("ipairs", arguments));
        derive("results of loadstring", this::resultsOfLoadstring);
        derive("source of loadstring", arguments -> info(function("loadstring").execN(arguments.all()), "s"));
        return RecordedCalls.tests("base", base, literals);
    }

    /** Adds a function that shows what another one does. */
    private void derive(String name, NativeFunction.Body body) {
        base.put(Strings.of(name), new NativeFunction(state, name, body));
    }

    private Varargs type(String name, Arguments arguments) {
        return function("type").exec1(function(name).execN(arguments.all()).arg1());
    }

    private Varargs metatable(String name, Arguments arguments) {
        return function("getmetatable").exec1(function(name).execN(arguments.all()).arg1());
    }

    private Varargs environmentOfSetfenv(Arguments arguments) {
        LuaValue changed = function("setfenv").execN(arguments.all()).arg1();
        Varargs environment = function("getfenv").exec1(changed);
        function("setfenv").exec2(changed, base);
        return environment;
    }

    private Varargs resultsOfLoadstring(Arguments arguments) {
        Varargs loaded = function("loadstring").exec2(arguments.at(1), Strings.of("=chunk"));
        return ((LuauFunction) loaded.arg1()).execN(arguments.from(2));
    }

    private Varargs name(String iteration, Varargs arguments) {
        return info(function(iteration).execN(arguments), "n");
    }

    private Varargs info(Varargs functions, String options) {
        return ((LuauFunction) debug.rawget("info")).exec2(functions.arg1(), Strings.of(options));
    }

    private Varargs step(String iteration, Arguments arguments) {
        var iterator = (LuauFunction) function(iteration).exec1(new LuauTable()).arg1();
        return iterator.execN(arguments.all());
    }

    @TestFactory
    Stream<DynamicTest> debug() {
        return RecordedCalls.tests("debug", debug, literals);
    }
}
