package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.Comparison;
import dev.moonloom.luau.runtime.GivingWayFirst;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.LuauUserdata;
import dev.moonloom.luau.runtime.MetaEvent;
import dev.moonloom.luau.runtime.Metatables;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Numbers;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.ToString;
import dev.moonloom.luau.runtime.Values;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions that are globals themselves. Those that are called most have classes of their own. */
public final class BaseLibrary {
    private BaseLibrary() {}

    /**
     * Adds the functions to a table of globals.
     *
     * @param output gets each line of {@code print} with its end
     */
    public static void install(LuauState state, LuauTable globals, Consumer<byte[]> output) {
        var library = new LibraryBuilder(state, globals)
                .value("_G", globals)
                .value("_VERSION", Strings.of("Luau"));
        addTypes(library);
        addTables(library);
        addIteration(library);
        addErrors(library);
        Environments.addTo(library);
        library.define(new SelectFunction(state))
                .define("unpack", Unpack::call)
                .define("print", arguments -> print(arguments, output))
                .define("gcinfo", _ -> LuauNumber.of(memoryInUse()));
    }

    /**
     * Adds Roblox's {@code warn}, which is {@code print} to elsewhere.
     *
     * @param output gets each line with its end
     */
    public static void installWarn(LuauState state, LuauTable globals, Consumer<byte[]> output) {
        new LibraryBuilder(state, globals).define("warn", arguments -> print(arguments, output));
    }

    /** Adds {@code loadstring}, which a sandbox may do without. */
    public static void installLoadstring(LuauState state, LuauTable globals, ChunkCompiler compiler) {
        new LibraryBuilder(state, globals).define("loadstring", arguments -> loadstring(arguments, compiler));
    }

    /** Adds {@code collectgarbage}, which a sandbox may do without. */
    public static void installCollectgarbage(LuauState state, LuauTable globals) {
        new LibraryBuilder(state, globals).define("collectgarbage", BaseLibrary::collectgarbage);
    }

    private static void addTypes(LibraryBuilder library) {
        LuauState state = library.state();
        library.define(new TypeFunction(state))
                .define(new TypeofFunction(state))
                .define(new TostringFunction(state))
                .define("tonumber", BaseLibrary::tonumber)
                .define("newproxy", BaseLibrary::newproxy);
    }

    private static void addTables(LibraryBuilder library) {
        LuauState state = library.state();
        library.define("getmetatable", BaseLibrary::getmetatable)
                .define(new SetmetatableFunction(state))
                .define(new RawgetFunction(state))
                .define("rawset", BaseLibrary::rawset)
                .define("rawequal",
                        arguments -> LuaValue.valueOf(Comparison.rawEqual(arguments.any(1), arguments.any(2))))
                .define("rawlen", BaseLibrary::rawlen);
    }

    private static void addIteration(LibraryBuilder library) {
        LuauState state = library.state();
        var next = new NextFunction(state, "next");
        var pairsNext = new NextFunction(state, "");
        var arrayNext = new ArrayNextFunction(state);
        state.next = next;
        state.pairsNext = pairsNext;
        state.arrayNext = arrayNext;
        library.define(next)
                .define("pairs", arguments -> Values.of(pairsNext, arguments.table(1), LuaValue.NIL))
                .define("ipairs", arguments -> Values.of(arrayNext, arguments.table(1), LuauNumber.of(0)));
    }

    private static void addErrors(LibraryBuilder library) {
        LuauState state = library.state();
        library.define(new AssertFunction(state))
                .define("error", BaseLibrary::error)
                .define(new ProtectedCalls.Pcall(state))
                .define(new ProtectedCalls.Xpcall(state));
    }

    private static Varargs error(Arguments arguments) {
        int level = arguments.integer(2, 1);
        throw arguments.state().raise(arguments.callee(), arguments.at(1), level);
    }

    private static Varargs tonumber(Arguments arguments) {
        int base = arguments.integer(2, 10);
        if (base == 10) {
            return convert(arguments.any(1));
        }
        LuaString text = arguments.string(1);
        if (base < 2 || base > 36) {
            throw arguments.bad(2, "base out of range");
        }
        LuauNumber number = Numbers.parse(text, base);
        return number == null ? LuaValue.NIL : number;
    }

    private static LuaValue convert(LuaValue value) {
        if (value instanceof LuaString text) {
            LuauNumber number = Numbers.parse(text);
            return number == null ? LuaValue.NIL : number;
        }
        return value.type() == LuaValue.TNUMBER ? value : LuaValue.NIL;
    }

    private static Varargs newproxy(Arguments arguments) {
        LuaValue wanted = arguments.at(1);
        if (!wanted.isnil() && wanted.type() != LuaValue.TBOOLEAN) {
            throw arguments.wrongType(1, "nil or boolean");
        }
        return LuauUserdata.proxy(Comparison.truthy(wanted) ? new LuauTable() : null);
    }

    private static Varargs getmetatable(Arguments arguments) {
        LuauTable metatable = Metatables.of(arguments.state(), arguments.any(1));
        if (metatable == null) {
            return LuaValue.NIL;
        }
        LuaValue shown = metatable.metamethod(MetaEvent.METATABLE);
        return shown == null ? metatable : shown;
    }

    private static Varargs rawset(Arguments arguments) {
        LuauTable table = arguments.table(1);
        table.put(arguments.any(2), arguments.any(3));
        return table;
    }

    private static Varargs rawlen(Arguments arguments) {
        return switch (arguments.at(1)) {
            case LuauTable table -> LuauNumber.of(table.length());
            case LuaString string -> LuauNumber.of(string.m_length);
            default -> throw arguments.bad(1, "table or string expected");
        };
    }

    private static Varargs print(Arguments arguments, Consumer<byte[]> output) {
        var line = new ByteArrayOutputStream();
        for (int i = 1; i <= arguments.count(); i++) {
            if (i > 1) {
                line.write('\t');
            }
            LuaString text = ToString.of(arguments.at(i), arguments.callee());
            line.write(text.m_bytes, text.m_offset, text.m_length);
        }
        line.write('\n');
        output.accept(line.toByteArray());
        return LuaValue.NONE;
    }

    private static Varargs loadstring(Arguments arguments, ChunkCompiler compiler) {
        LuaString source = arguments.string(1);
        LuaString name = Strings.beforeZero(arguments.string(2, source));
        LuauState state = arguments.state();
        try {
            return compiler.compile(state, source, name, state.environment());
        } catch (LuaError error) {
            return Values.of(LuaValue.NIL, error.getMessageObject());
        }
    }

    private static Varargs collectgarbage(Arguments arguments) {
        String option = Strings.text(Strings.beforeZero(arguments.string(1, Strings.of("collect"))));
        return switch (option) {
            case "collect" -> collect(arguments.state());
            case "count" -> LuauNumber.of(memoryInUse());
            default -> throw arguments.error("collectgarbage must be called with 'count' or 'collect'");
        };
    }

    /**
     * Collects when the coroutine has given way, wherever that is allowed: saved frames keep what their locals hold and what
     * is needed later, and nothing else, while those on the JVM's stack may also keep what a variable held last.
     */
    private static Varargs collect(LuauState state) {
        var collection = new NativeFunction(state, "collectgarbage", _ -> {
            state.forgetReturned();
            System.gc();
            return LuaValue.NONE;
        });
        return GivingWayFirst.of(collection).execN(LuaValue.NONE);
    }

    /** In kilobytes, of the whole JVM. */
    private static double memoryInUse() {
        Runtime runtime = Runtime.getRuntime();
        return Math.floorDiv(runtime.totalMemory() - runtime.freeMemory(), 1024L);
    }
}
