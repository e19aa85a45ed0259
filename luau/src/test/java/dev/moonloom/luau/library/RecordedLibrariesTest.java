package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.Arguments;
import dev.moonloom.luau.runtime.Arithmetic;
import dev.moonloom.luau.runtime.Comparison;
import dev.moonloom.luau.runtime.Indexing;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Calls of the libraries have the results and errors that native Luau has, by the thousand. */
class RecordedLibrariesTest {
    /** How many steps of an iterator are recorded. */
    private static final int STEPS = 10;

    private final LuauState state = new LuauState();
    private final RecordedHelpers helpers = new RecordedHelpers(state);
    private final Literals literals = new Literals(helpers.values, helpers.metatables);

    @TestFactory
    Stream<DynamicTest> string() {
        LuauTable library = StringLibrary.create(state);
        each(library, "gmatch", Strings.of("end"));
        return tests("string", library);
    }

    @TestFactory
    Stream<DynamicTest> utf8() {
        LuauTable library = Utf8Library.create(state);
        each(library, "codes", LuaValue.NONE);
        library.put(Strings.of("next code"), function(library, "codes").exec1(Strings.of("")).arg1());
        return tests("utf8", library);
    }

    /** Adds a function that answers all values of some steps of an iterator, and something where it has ended. */
    private void each(LuauTable library, String name, Varargs atEnd) {
        library.put(Strings.of("each " + name), new NativeFunction(state, "each", arguments -> {
            Varargs iteration = function(library, name).execN(arguments.all());
            var iterator = (LuauFunction) iteration.arg1();
            LuaValue control = iteration.arg(3);
            Varargs values = LuaValue.NONE;
            for (int i = 0; i < STEPS; i++) {
                Varargs step = iterator.exec2(iteration.arg(2), control);
                if (step.narg() == 0) {
                    return concat(values, atEnd);
                }
                values = concat(values, step);
                control = step.arg1();
            }
            return values;
        }));
    }

    private static Varargs concat(Varargs first, Varargs second) {
        var values = new LuaValue[first.narg()];
        Values.copy(first, values, 0);
        return Values.concat(values, second);
    }

    private static LuauFunction function(LuauTable library, String name) {
        return (LuauFunction) library.rawget(name);
    }

    @TestFactory
    Stream<DynamicTest> buffer() {
        return tests("buffer", BufferLibrary.create(state));
    }

    @TestFactory
    Stream<DynamicTest> math() {
        LuauTable library = MathLibrary.create(state);
        library.put(Strings.of("draws"), new NativeFunction(state, "draws", arguments -> draws(library, arguments)));
        return tests("math", library);
    }

    private static Varargs draws(LuauTable math, Arguments arguments) {
        function(math, "randomseed").exec1(arguments.at(1));
        var drawn = new LuaValue[arguments.integer(2)];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = function(math, "random").execN(arguments.from(3)).arg1();
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

    private Stream<DynamicTest> tests(String name, LuauTable library) {
        return RecordedCalls.tests(name, library, literals);
    }
}
