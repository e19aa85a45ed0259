package dev.moonloom.tests.givingway;

import dev.moonloom.luau.CompiledScript;
import dev.moonloom.luau.Luau;
import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.analysis.Lowering;
import dev.moonloom.luau.codegen.GivingWay;
import dev.moonloom.luau.runtime.Frame;
import dev.moonloom.luau.runtime.GivingWayFirst;
import dev.moonloom.luau.runtime.LuauClosure;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.Prototype;
import dev.moonloom.luau.runtime.Rest;
import dev.moonloom.luau.syntax.Parser;
import dev.moonloom.tests.ScriptRun;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.luaj.vm2.Varargs;

/** Loads code that gives way before its calls, and notes behind which of them it was resumed. */
final class ResumedCalls implements ScriptRun.Loader {
    private final GivingWay givingWay;
    private int sites;
    private final Set<String> resumed = new TreeSet<>();
    private final Set<String> returned = new TreeSet<>();

    ResumedCalls(GivingWay givingWay) {
        this.givingWay = givingWay;
    }

    @Override
    public CompiledScript compile(byte[] text, String name) {
        sites += sitesIn(Parser.parse(text, Lowering::lower));
        return Luau.compile(text, name, givingWay);
    }

    @Override
    public LuauFunction loaded(LuauFunction script) {
        var chunk = (LuauClosure) script;
        return watched(chunk, chunk.environment);
    }

    private static int sitesIn(LoweredFunction function) {
        int own = function.sites().size();
        return own + function.functions().stream().mapToInt(ResumedCalls::sitesIn).sum();
    }

    /** The same function with a prototype that tells what it does. */
    private LuauClosure watched(LuauClosure chunk, LuauTable environment) {
        try {
            return chunk.getClass()
                    .getConstructor(LuauState.class, Prototype.class, LuauTable.class)
                    .newInstance(chunk.state, new Prototype(watched(chunk.prototype.code(), "main")), environment);
        } catch (ReflectiveOperationException unlike) {
            throw new LinkageError("a chunk's class is not as it was", unlike);
        }
    }

    /** {@return how many calls that may give way there are in all that was loaded} */
    int sites() {
        return sites;
    }

    /** {@return behind how many of them a frame was resumed} */
    int count() {
        return resumed.size();
    }

    /** {@return the calls that gave way first and returned, though nothing was resumed behind them} */
    List<String> neverResumed() {
        return returned.stream().filter(call -> !resumed.contains(call)).toList();
    }

    /**
     * {@return the code of a function, which tells what becomes of its calls}
     *
     * @param name its place in the tree of functions
     */
    private Prototype.Code watched(Prototype.Code code, String name) {
        List<? extends Prototype.Code> inner = code.children();
        List<Prototype.Code> children = IntStream.range(0, inner.size())
                .mapToObj(i -> watched(inner.get(i), name + "/" + i))
                .toList();
        IntFunction<String> call = site -> code.chunk() + ":" + code.lineOf(site) + ": function " + name + ", call "
                + site;
        Rest rest = new Rest() {
            @Override
            public Varargs run(LuauClosure closure, Frame frame, int site, Varargs values) {
                resumed.add(call.apply(site));
                return code.rest().run(closure, frame, site, values);
            }
        };
        return (Prototype.Code) Proxy.newProxyInstance(ResumedCalls.class.getClassLoader(),
                new Class<?>[]{Prototype.Code.class, GivingWayFirst.Witness.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "children" -> children;
                    case "rest" -> rest;
                    case "returned" -> returned.add(call.apply((int) arguments[0]));
                    default -> method.invoke(code, arguments);
                });
    }
}
