package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** Every operator with operands of every type answers what native Luau answered: the result or the error's text. */
class OperatorTest {
    private static final LuaValue TABLE = new LuauTable();
    private static final LuaValue PROXY = LuauUserdata.proxy(null);
    private static final LuaValue BUFFER = new LuauBuffer(new byte[1]);

    private final LuauState state = new LuauState();
    private final LuauFunction self = new NativeFunction(state, "self", Arguments::all);

    OperatorTest() {
        state.stringMetatable = Samples.table("__index", new LuauTable());
    }

    @TestFactory
    Stream<DynamicTest> answersAsNativeLuau() throws IOException {
        return rows().map(row -> row.split("\t", -1))
                .map(row -> DynamicTest.dynamicTest(row[1] + " " + row[0] + " " + row[2],
                        () -> assertThat(outcome(row)).isEqualTo(row[3] + " " + row[4])));
    }

    private static Stream<String> rows() {
        var file = Objects.requireNonNull(OperatorTest.class.getResourceAsStream("operators.tsv"));
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String outcome(String[] row) {
        try {
            LuaValue result = apply(row[0], operand(row[1]), row[2].equals("-") ? LuaValue.NIL : operand(row[2]));
            boolean plain = !result.istable() && !result.isfunction();
            return "ok " + (plain ? Strings.text(ToString.of(result, self)) : result.typename());
        } catch (LuaError error) {
            return "error " + error.getMessage();
        }
    }

    private LuaValue operand(String name) {
        return switch (name) {
            case "nil" -> LuaValue.NIL;
            case "true" -> LuaValue.TRUE;
            case "1" -> LuauNumber.of(1);
            case "word" -> Strings.of("a");
            case "numeral" -> Strings.of("10");
            case "table" -> TABLE;
            case "function" -> self;
            case "userdata" -> PROXY;
            case "vector" -> LuauVector.of(1, 2, 3);
            case "integer" -> LuauInteger.of(5);
            case "buffer" -> BUFFER;
            case "thread" -> state.current;
            default -> throw new AssertionError(name);
        };
    }

    private LuaValue apply(String operator, LuaValue a, LuaValue b) {
        return switch (operator) {
            case "+" -> Arithmetic.add(a, b, self);
            case "-" -> Arithmetic.subtract(a, b, self);
            case "*" -> Arithmetic.multiply(a, b, self);
            case "/" -> Arithmetic.divide(a, b, self);
            case "//" -> Arithmetic.floorDivide(a, b, self);
            case "%" -> Arithmetic.modulo(a, b, self);
            case "^" -> Arithmetic.power(a, b, self);
            case ".." -> Arithmetic.concat(a, b, self);
            case "==" -> LuaValue.valueOf(Comparison.equal(a, b, self));
            case "<" -> LuaValue.valueOf(Comparison.less(a, b, self));
            case "<=" -> LuaValue.valueOf(Comparison.lessEqual(a, b, self));
            case "[]" -> Indexing.index(a, b, self);
            case "[]=" -> stored(() -> Indexing.store(a, b, LuaValue.NIL, self));
            default -> applyUnary(operator, a);
        };
    }

    private LuaValue applyUnary(String operator, LuaValue a) {
        FieldName foo = FieldName.of(Strings.of("foo"));
        return switch (operator) {
            case "neg" -> Arithmetic.negate(a, self);
            case "#" -> Arithmetic.length(a, self);
            case "call" -> Calls.first(Calls.callee(a, self).exec0());
            case "iterate" -> done("iterated", () -> Iteration.start(a, LuaValue.NIL, LuaValue.NIL, self));
            case "limit" -> done("looped", () -> Loops.bound(a, "limit", self));
            case "method" -> Calls.first(Calls.method(a, foo, self).exec1(a));
            case "field" -> Indexing.index(a, foo, self);
            case "store" -> stored(() -> Indexing.store(a, foo, LuaValue.NIL, self));
            default -> throw new AssertionError(operator);
        };
    }

    private static LuaValue stored(Runnable store) {
        return done("stored", store);
    }

    private static LuaValue done(String text, Runnable action) {
        action.run();
        return Strings.of(text);
    }
}
