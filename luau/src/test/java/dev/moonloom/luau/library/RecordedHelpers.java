package dev.moonloom.luau.library;

import dev.moonloom.luau.Luau;
import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.Comparison;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.MetaEvent;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Strings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.luaj.vm2.LuaValue;

/** What the recorded calls name, because it cannot be written down: the functions and metatables of {@code recording.luau}. */
final class RecordedHelpers {
    private static final String CLOSURE = """
            -- The second line of a chunk.
            return function(a, b, ...) return a, b, ... end""";

    /** What is named as a value of its own. */
    final Map<String, LuaValue> values = new HashMap<>();

    /** What is named in front of a table that has it. */
    final Map<String, LuauTable> metatables = new HashMap<>();

    private final LuauState state;

    RecordedHelpers(LuauState state) {
        this.state = state;
        addOrders();
        help("same", Arguments::all);
        help("second", arguments -> arguments.at(2));
        help("last", arguments -> arguments.at(arguments.count()));
        help("count", arguments -> LuauNumber.of(arguments.count()));
        help("nothing", _ -> LuaValue.NONE);
        help("list", _ -> new LuauTable());
        help("number", _ -> LuauNumber.of(1.5));
        help("fail", _ -> {
            throw LuauError.of(Strings.of("failed"));
        });
        values.put("closure", compile(CLOSURE).exec0().arg1());
        addMetatables();
    }

    private LuauFunction compile(String source) {
        return Luau.compile(source.getBytes(StandardCharsets.US_ASCII), "chunk").load(state, state.globals);
    }

    private static double number(LuaValue value) {
        return ((LuauNumber) value).value;
    }

    private interface Order {
        boolean less(LuaValue a, LuaValue b, LuauFunction self);
    }

    private interface DoubleOrder {
        boolean less(double a, double b);
    }

    private void addOrders() {
        addOrder("less", Comparison::less);
        addOrder("greater", (a, b, self) -> Comparison.less(b, a, self));
        addNumberOrder("coarse", (a, b) -> Math.floor(a / 4) < Math.floor(b / 4));
        addNumberOrder("odd", (a, b) -> (a * 7 + b * 13) % 5 < 2);
        help("always", _ -> LuaValue.TRUE);
        help("never", _ -> LuaValue.FALSE);
    }

    private void addOrder(String name, Order order) {
        help(name, arguments -> LuaValue.valueOf(order.less(arguments.at(1), arguments.at(2), arguments.callee())));
    }

    private void addNumberOrder(String name, DoubleOrder order) {
        addOrder(name, (a, b, _) -> order.less(number(a), number(b)));
    }

    private void help(String name, NativeFunction.Body body) {
        values.put(name, new NativeFunction(state, name, body));
    }

    private void addMetatables() {
        metatable("protected").put(MetaEvent.METATABLE.key, Strings.of("protected"));
        LuauTable ordered = metatable("ordered");
        ordered.put(MetaEvent.LT.key, byRank((a, b) -> a < b));
        ordered.put(MetaEvent.EQ.key, byRank((a, b) -> a == b));
        addHooks(metatable("hooked"));
        metatable("named").put(MetaEvent.TOSTRING.key, answering(Strings.of("named")));
        metatable("numbered").put(MetaEvent.TOSTRING.key, answering(LuauNumber.of(5)));
        metatable("unnamed").put(MetaEvent.TOSTRING.key, answering(new LuauTable()));
    }

    private LuauTable metatable(String name) {
        var metatable = new LuauTable();
        metatables.put(name, metatable);
        return metatable;
    }

    private LuauFunction answering(LuaValue answer) {
        return new NativeFunction(state, "", _ -> answer);
    }

    private LuauFunction byRank(DoubleOrder order) {
        return new NativeFunction(state, "", arguments -> LuaValue.valueOf(
                order.less(number(arguments.table(1).rawget("rank")), number(arguments.table(2).rawget("rank")))));
    }

    private void addHooks(LuauTable hooked) {
        for (String event : new String[]{"__index", "__newindex", "__len", "__eq", "__iter"}) {
            hooked.rawset(event, Objects.requireNonNull(values.get("fail")));
        }
        hooked.rawset("__call", Objects.requireNonNull(values.get("second")));
        hooked.rawset("__type", Strings.of("hooked"));
        hooked.rawset("__name", Strings.of("hooked"));
    }
}
