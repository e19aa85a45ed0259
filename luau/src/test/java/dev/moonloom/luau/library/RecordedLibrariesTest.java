package dev.moonloom.luau.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.Arithmetic;
import dev.moonloom.luau.runtime.Comparison;
import dev.moonloom.luau.runtime.Indexing;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.MetaEvent;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Calls of the libraries have the results and errors that {@code record-others.luau} has seen on native Luau. */
class RecordedLibrariesTest {
    /** By how much the results of functions may differ whose last digits depend on the C library. */
    private static final double TOLERANCE = 1e-12;

    private final LuauState state = new LuauState();
    private final Map<String, LuauFunction> helpers = new HashMap<>();
    private final Map<String, LuauTable> metatables = new HashMap<>();
    private final Literals literals = new Literals(helpers, metatables);

    RecordedLibrariesTest() {
        addOrder("less", Comparison::less);
        addOrder("greater", (a, b, self) -> Comparison.less(b, a, self));
        addNumberOrder("coarse", (a, b) -> Math.floor(a / 4) < Math.floor(b / 4));
        addNumberOrder("odd", (a, b) -> (a * 7 + b * 13) % 5 < 2);
        help("always", _ -> LuaValue.TRUE);
        help("never", _ -> LuaValue.FALSE);
        help("second", arguments -> arguments.at(2));
        help("nothing", _ -> LuaValue.NONE);
        help("fail", _ -> {
            throw LuauError.of(Strings.of("failed"));
        });
        addMetatables();
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

    private void addOrder(String name, Order order) {
        help(name, arguments -> LuaValue.valueOf(order.less(arguments.at(1), arguments.at(2), arguments.callee())));
    }

    private void addNumberOrder(String name, DoubleOrder order) {
        addOrder(name, (a, b, _) -> order.less(number(a), number(b)));
    }

    private void help(String name, NativeFunction.Body body) {
        helpers.put(name, new NativeFunction(state, name, body));
    }

    private void addMetatables() {
        var isProtected = new LuauTable();
        isProtected.put(MetaEvent.METATABLE.key, Strings.of("protected"));
        metatables.put("protected", isProtected);
        var ordered = new LuauTable();
        ordered.put(MetaEvent.LT.key, byRank((a, b) -> a < b));
        ordered.put(MetaEvent.EQ.key, byRank((a, b) -> a == b));
        metatables.put("ordered", ordered);
    }

    private LuauFunction byRank(DoubleOrder order) {
        return new NativeFunction(state, "", arguments -> LuaValue.valueOf(
                order.less(number(arguments.table(1).rawget("rank")), number(arguments.table(2).rawget("rank")))));
    }

    @TestFactory
    Stream<DynamicTest> math() {
        LuauTable library = MathLibrary.create(state);
        library.put(Strings.of("draws"), new NativeFunction(state, "draws", arguments -> draws(library, arguments)));
        return tests("math", library);
    }

    private static Varargs draws(LuauTable math, Arguments arguments) {
        ((LuauFunction) math.rawget("randomseed")).exec1(arguments.at(1));
        var drawn = new LuaValue[arguments.integer(2)];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = exec((LuauFunction) math.rawget("random"), arguments.from(3)).arg1();
        }
        return Values.of(drawn);
    }

    @TestFactory
    Stream<DynamicTest> bit32() {
        return tests("bit32", Bit32Library.create(state));
    }

    @TestFactory
    Stream<DynamicTest> vector() {
        LuauTable library = VectorLibrary.create(state);
        operator(library, "+", Arithmetic::add);
        operator(library, "-", Arithmetic::subtract);
        operator(library, "*", Arithmetic::multiply);
        operator(library, "/", Arithmetic::divide);
        operator(library, "//", Arithmetic::floorDivide);
        operator(library, "neg", (a, _, self) -> Arithmetic.negate(a, self));
        operator(library, "index", Indexing::index);
        operator(library, "==", (a, b, self) -> LuaValue.valueOf(Comparison.equal(a, b, self)));
        operator(library, "text", (a, _, _) -> Strings.of(a.tojstring()));
        operator(library, "key", (a, b, _) -> find(a, b));
        return tests("vector", library);
    }

    @TestFactory
    Stream<DynamicTest> integer() {
        LuauTable library = IntegerLibrary.create(state);
        operator(library, "==", (a, b, self) -> LuaValue.valueOf(Comparison.equal(a, b, self)));
        operator(library, "text", (a, _, _) -> Strings.of(a.tojstring()));
        operator(library, "key", (a, b, _) -> find(a, b));
        return tests("integer", library);
    }

    private static LuaValue find(LuaValue stored, LuaValue wanted) {
        var table = new LuauTable();
        table.put(stored, Strings.of("found"));
        return table.rawget(wanted);
    }

    private interface Operator {
        LuaValue apply(LuaValue a, LuaValue b, LuauFunction self);
    }

    private void operator(LuauTable library, String name, Operator operator) {
        library.put(Strings.of(name), new NativeFunction(state, name,
                arguments -> operator.apply(arguments.at(1), arguments.at(2), arguments.callee())));
    }

    @TestFactory
    Stream<DynamicTest> os() {
        return tests("os", OsLibrary.create(state, ZoneId.of("UTC")));
    }

    @TestFactory
    Stream<DynamicTest> osInAnotherTimeZone() {
        return tests("berlin", OsLibrary.create(state, ZoneId.of("Europe/Berlin")));
    }

    @TestFactory
    Stream<DynamicTest> table() {
        return tests("table", TableLibrary.create(state));
    }

    /** One test for each function, with all its calls. */
    private Stream<DynamicTest> tests(String name, LuauTable library) {
        var calls = new LinkedHashMap<String, List<String>>();
        for (String line : lines(name + ".calls")) {
            calls.computeIfAbsent(line.substring(0, line.indexOf('(')), _ -> new ArrayList<>()).add(line);
        }
        return calls.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                () -> check((LuauFunction) library.rawget(entry.getKey()), entry.getValue())));
    }

    private static List<String> lines(String file) {
        try (InputStream stream = Objects.requireNonNull(RecordedLibrariesTest.class.getResourceAsStream(file))) {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(LuauFunction function, List<String> lines) {
        var recorded = new ArrayList<String>();
        var answered = new ArrayList<String>();
        for (String line : lines) {
            String answer = answer(function, line);
            if (!answer.equals(line)) {
                recorded.add(line);
                answered.add(answer);
            }
        }
        assertThat(answered).isEqualTo(recorded);
    }

    /** {@return the line as it would have been recorded here} */
    private String answer(LuauFunction function, String line) {
        int approximate = line.indexOf(") ~> ");
        if (approximate >= 0) {
            return isNear(function, line, approximate) ? line : line + " is not what was answered";
        }
        int end = Math.max(line.lastIndexOf(") => "), line.lastIndexOf(") ! "));
        LuaValue[] arguments = literals.read(line.substring(line.indexOf('(') + 1, end));
        var shown = new StringBuilder(line.substring(0, end + 1)).append(outcome(function, arguments));
        for (LuaValue argument : arguments) {
            if (argument instanceof LuauTable table) {
                shown.append(" | ").append(literals.show(table));
            }
        }
        return shown.toString();
    }

    private boolean isNear(LuauFunction function, String line, int end) {
        LuaValue[] arguments = literals.read(line.substring(line.indexOf('(') + 1, end));
        double recorded = literals.read(line.substring(end + ") ~> ".length()))[0].todouble();
        double answered = exec(function, Values.of(arguments)).arg1().todouble();
        return Double.compare(recorded, answered) == 0
                || Math.abs(answered - recorded) <= TOLERANCE * Math.abs(recorded);
    }

    private String outcome(LuauFunction function, LuaValue[] arguments) {
        try {
            return " => " + literals.show(exec(function, Values.of(arguments)));
        } catch (LuaError error) {
            return " ! " + literals.show(error.getMessageObject());
        }
    }

    /** As compiled code calls it: up to three arguments are no list. */
    private static Varargs exec(LuauFunction function, Varargs arguments) {
        return switch (arguments.narg()) {
            case 0 -> function.exec0();
            case 1 -> function.exec1(arguments.arg1());
            case 2 -> function.exec2(arguments.arg1(), arguments.arg(2));
            case 3 -> function.exec3(arguments.arg1(), arguments.arg(2), arguments.arg(3));
            default -> function.execN(arguments);
        };
    }
}
