package dev.moonloom.luaj;

import static org.luaj.vm2.LuaValue.FALSE;
import static org.luaj.vm2.LuaValue.NIL;
import static org.luaj.vm2.LuaValue.NONE;
import static org.luaj.vm2.LuaValue.TRUE;
import static org.luaj.vm2.LuaValue.valueOf;
import static org.luaj.vm2.LuaValue.varargsOf;

import dev.moonloom.core.coroutine.Coroutine;
import dev.moonloom.core.coroutine.Coroutines;
import dev.moonloom.core.scheduler.TaskScheduler;
import dev.moonloom.core.scheduler.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.Bit32Lib;
import org.luaj.vm2.lib.StringLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.jse.JseMathLib;

/** The globals of a {@link StandaloneVm}: LuaJ's harmless libraries, and ours where LuaJ's do not serve. */
final class StandaloneLibraries {
    /** What reaches files or other chunks, or asks for things that are not a script's to ask. */
    private static final String[] REMOVED = {"dofile", "loadfile", "load", "collectgarbage", "package"};

    private final Globals globals;
    private final StandaloneEngine engine;
    private final TaskScheduler scheduler;
    private final PrintStream out;
    private final PrintStream err;

    StandaloneLibraries(
            Globals globals, StandaloneEngine engine, TaskScheduler scheduler, PrintStream out, PrintStream err) {
        this.globals = globals;
        this.engine = engine;
        this.scheduler = scheduler;
        this.out = out;
        this.err = err;
    }

    /** A function of the environment. */
    @FunctionalInterface
    private interface Body {
        Varargs call(Varargs arguments);
    }

    private static LuaValue function(String functionName, Body body) {
        return new VarArgFunction() {
            {
                name = functionName;
            }

            @Override
            public Varargs invoke(Varargs arguments) {
                return body.call(arguments);
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public String tojstring() {
                return String.format("function: 0x%016x", System.identityHashCode(this));
            }
        };
    }

    void install() {
        StringMethods.separate();
        // LuaJ's libraries enter themselves into package.loaded.
        globals.set("package", LuaValue.tableOf(new LuaValue[]{valueOf("loaded"), new LuaTable()}));
        globals.load(new BaseLib());
        globals.load(new TableLib());
        globals.load(new StringLib());
        globals.load(new JseMathLib());
        globals.load(new Bit32Lib());
        for (String removed : REMOVED) {
            globals.set(removed, NIL);
        }
        globals.get("string").set("dump", NIL);
        define("print", arguments -> write(out, arguments));
        define("warn", arguments -> write(err, arguments));
        define("getmetatable", arguments -> StringMethods.visibleMetatable(arguments.checkvalue(1)));
        define("error", this::error);
        define("pcall", this::pcall);
        define("xpcall", this::xpcall);
        var os = new LuaTable();
        os.set("clock", function("clock", _ -> valueOf(scheduler.clock().nanos() / 1e9)));
        globals.set("os", os);
        var debug = new LuaTable();
        debug.set("traceback", function("traceback", this::traceback));
        globals.set("debug", debug);
    }

    private void define(String name, Body body) {
        globals.set(name, function(name, body));
    }

    /** {@return {@code os.exit}} */
    static LuaValue exit(Tasks tasks) {
        return function("exit", arguments -> {
            throw tasks.exit(exitCode(arguments.arg1()));
        });
    }

    /** {@return the status that a code asks for} Nothing and true are success, false is failure. */
    private static int exitCode(LuaValue code) {
        if (code.isnil() || code.isboolean()) {
            return code.isnil() || code.toboolean() ? 0 : 1;
        }
        if (!code.isnumber()) {
            throw new LuaError("invalid argument #1 to 'exit' (number expected, got " + code.typename() + ")");
        }
        return code.toint();
    }

    /** Writes the very bytes of the strings: they need not be text. */
    private Varargs write(PrintStream stream, Varargs arguments) {
        var line = new ByteArrayOutputStream();
        LuaValue tostring = globals.get("tostring");
        for (int i = 1; i <= arguments.narg(); i++) {
            if (i > 1) {
                line.write('\t');
            }
            LuaString text = tostring.call(arguments.arg(i)).checkstring();
            line.write(text.m_bytes, text.m_offset, text.m_length);
        }
        line.write('\n');
        stream.writeBytes(line.toByteArray());
        return NONE;
    }

    private Varargs error(Varargs arguments) {
        LuaValue value = arguments.arg1();
        int level = arguments.optint(2, 1);
        Frames frames = engine.frames();
        LuaValue positioned = value;
        if (value.isstring() && level > 0) {
            String position = frames.position(level);
            if (!position.isEmpty()) {
                positioned = valueOf(position + ": ").concat(value);
            }
        }
        frames.raisesIn("error");
        throw new LuaError(positioned);
    }

    /** LuaJ's own lets stack overflows through. */
    private Varargs pcall(Varargs arguments) {
        LuaValue body = arguments.checkvalue(1);
        Frames frames = engine.frames();
        int depth = frames.depth();
        try {
            return varargsOf(TRUE, body.invoke(arguments.subargs(2)));
        } catch (LuaError | StackOverflowError error) {
            frames.cutTo(depth);
            return varargsOf(FALSE, valueOfError(error));
        }
    }

    private Varargs xpcall(Varargs arguments) {
        LuaValue body = arguments.checkvalue(1);
        LuaValue handler = arguments.arg(2).checkfunction();
        Frames frames = engine.frames();
        int depth = frames.depth();
        try {
            return varargsOf(TRUE, body.invoke(arguments.subargs(3)));
        } catch (LuaError | StackOverflowError error) {
            frames.cutTo(depth);
            return varargsOf(FALSE, handler.call(valueOfError(error)));
        }
    }

    private static LuaValue valueOfError(Throwable error) {
        return error instanceof LuaError raised ? Coroutines.valueOf(raised) : valueOf("stack overflow");
    }

    private Varargs traceback(Varargs arguments) {
        boolean ofThread = arguments.arg1() instanceof Coroutine;
        String frames = arguments.arg1() instanceof Coroutine thread
                ? engine.frames(thread).traceback()
                : engine.frames().traceback();
        LuaValue message = arguments.arg(ofThread ? 2 : 1);
        return valueOf(message.isstring() ? message.tojstring() + "\n" + frames : frames);
    }
}
