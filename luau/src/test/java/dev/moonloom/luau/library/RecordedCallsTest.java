package dev.moonloom.luau.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauNumber;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.runtime.NativeFunction;
import dev.moonloom.luau.runtime.Strings;
import dev.moonloom.luau.runtime.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The libraries answer thousands of calls as native Luau did, errors included. */
final class RecordedCallsTest {
    private static final int STEPS = 10;

    private final LuauState state = new LuauState();
    private final Map<String, LuauFunction> helpers = new HashMap<>();

    RecordedCallsTest() {
        help("same", arguments -> arguments.all());
        help("nothing", _ -> LuaValue.NONE);
        help("no", _ -> LuaValue.FALSE);
        help("yes", _ -> LuaValue.TRUE);
        help("list", _ -> new LuauTable());
        help("number", _ -> LuauNumber.of(1.5));
        help("count", arguments -> LuauNumber.of(arguments.count()));
        help("last", arguments -> arguments.at(arguments.count()));
        help("fail", _ -> {
            throw LuauError.of(Strings.of("failed"));
        });
    }

    private void help(String name, NativeFunction.Body body) {
        helpers.put(name, new NativeFunction(state, name, body));
    }

    @TestFactory
    Stream<DynamicTest> stringLibrary_answersAsNative() {
        LuauTable library = StringLibrary.create(state);
        return tests("string", library, Map.of("each gmatch", each(library, "gmatch")));
    }

    @TestFactory
    Stream<DynamicTest> utf8Library_answersAsNative() {
        LuauTable library = Utf8Library.create(state);
        var iterator = (LuauFunction) function(library, "codes").exec1(Strings.of("")).arg1();
        return tests("utf8", library, Map.of("each codes", each(library, "codes"), "next code", iterator));
    }

    @TestFactory
    Stream<DynamicTest> bufferLibrary_answersAsNative() {
        return tests("buffer", BufferLibrary.create(state), Map.of());
    }

    private Stream<DynamicTest> tests(String name, LuauTable library, Map<String, LuauFunction> others) {
        Map<String, List<RecordedCall>> calls = RecordedCall.load(name).stream()
                .collect(Collectors.groupingBy(RecordedCall::function));
        return calls.entrySet().stream().map(entry -> {
            LuauFunction other = others.get(entry.getKey());
            LuauFunction function = other == null ? function(library, entry.getKey()) : other;
            return DynamicTest.dynamicTest(entry.getKey(), () -> check(function, entry.getValue()));
        });
    }

    private void check(LuauFunction function, List<RecordedCall> calls) {
        var recorded = new ArrayList<String>();
        var answered = new ArrayList<String>();
        for (RecordedCall call : calls) {
            String outcome = call.outcomeOf(function, helpers);
            if (!outcome.equals(call.outcome())) {
                recorded.add(call.arguments() + " =>" + call.outcome());
                answered.add(call.arguments() + " =>" + outcome);
            }
        }
        assertThat(answered).isEqualTo(recorded);
    }

    private static LuauFunction function(LuauTable library, String name) {
        return (LuauFunction) library.rawget(Strings.of(name));
    }

    /** {@return a function that answers all values of some steps of an iterator} */
    private LuauFunction each(LuauTable library, String name) {
        return new NativeFunction(state, "each", arguments -> {
            Varargs iteration = function(library, name).execN(arguments.all());
            var iterator = (LuauFunction) iteration.arg1();
            var values = new ArrayList<LuaValue>();
            LuaValue control = iteration.arg(3);
            for (int i = 0; i < STEPS; i++) {
                Varargs step = iterator.exec2(iteration.arg(2), control);
                control = step.arg1();
                if (step.narg() == 0) {
                    if (name.equals("gmatch")) {
                        values.add(Strings.of("end"));
                    }
                    break;
                }
                for (int j = 1; j <= step.narg(); j++) {
                    values.add(step.arg(j));
                }
            }
            return Values.of(values.toArray(LuaValue[]::new));
        });
    }
}
