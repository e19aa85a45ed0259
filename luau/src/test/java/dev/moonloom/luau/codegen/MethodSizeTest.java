package dev.moonloom.luau.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.analysis.Lowering;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import dev.moonloom.luau.syntax.Parser;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How many bytes the methods of generated classes take: the JIT has limits. */
final class MethodSizeTest {
    /** The JIT inlines hot methods up to here ({@code FreqInlineSize}). */
    private static final int INLINED = 325;
    /** Methods above it are never compiled ({@code HugeMethodLimit}). */
    private static final int COMPILED = 8_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fib       | local function f(n) if n < 2 then return n end return f(n - 1) + f(n - 2) end
            global fib| function f(n) if n < 2 then return n end return f(n - 1) + f(n - 2) end
            tak       | local function f(x, y, z) if y >= x then return z end \
                        return f(f(x - 1, y, z), f(y - 1, z, x), f(z - 1, x, y)) end
            ackermann | local function f(m, n) if m == 0 then return n + 1 elseif n == 0 then return f(m - 1, 1) end \
                        return f(m - 1, f(m, n - 1)) end
            loop      | local function f(n) local s = 0 for i = 1, n do s = s + i * i end return s end
            method    | local T = {} function T:f(v) self.balance = self.balance + v end
            calls     | local function f(object) object:deposit(1) return object.balance end
            apply     | local function f(g, x) return g(x) end
            less      | local function f(a, b) return a.key < b.key end
            map       | local function f(t, g) local r = {} for i = 1, #t do r[i] = g(t[i]) end return r end
            closure   | local n = 0 local function f() n += 1 return n end
            """)
    void hotFunction_staysBelowTheJitsLimitOfInlining(String name, String source, TestReporter reporter) {
        LoweredFunction chunk = parsed(source);
        LoweredFunction function = chunk.functions().getFirst();
        byte[] closure = new ChunkLoader(chunk, "test.luau", new byte[0], GivingWay.NEVER).emitClosure(function);

        int size = Disassembly.sizeOf(closure, FunctionEmitter.BODY);

        reporter.publishEntry(name, size + " bytes");
        assertThat(size).isLessThanOrEqualTo(INLINED);
    }

    @ParameterizedTest
    @MethodSource("longSources")
    void longFunction_isCutIntoMethodsThatTheJitCompiles(String source) {
        LoweredFunction chunk = parsed(source);
        var loader = new ChunkLoader(chunk, "test.luau", new byte[0], GivingWay.NEVER);

        check(loader, chunk);
    }

    @ParameterizedTest
    @MethodSource("hugeSources")
    void functionThatNeedsMoreThanAClassHolds_isLoaded(String source) {
        var loader = new ChunkLoader(parsed(source), "test.luau", new byte[0], GivingWay.NEVER);

        LuauState state = new LuauState();

        assertThat(loader.instantiate(state, new LuauTable()).debugName()).isEmpty();
    }

    static Stream<Named<String>> hugeSources() {
        String longName = "n".repeat(70_000);
        return Stream.of(
                Named.of("22,000 functions", repeat(22_000, i -> "f(function() return " + i + " end)")),
                Named.of("22,000 functions with upvalues",
                        "local n = 0\n" + repeat(22_000, _ -> "f(function() n += 1 end)")),
                Named.of("34,000 locals", repeat(34_000, i -> "do local a = x and " + i + " end")),
                Named.of("70,000 names", repeat(70_000, i -> "g" + i + " = 1")),
                Named.of("long name",
                        "local " + longName + "\nfunction " + longName + "() return " + longName + " end"));
    }

    @Test
    void statementThatNoMethodCanHold_isRefusedAtOnce() {
        String sum = repeat(60, i -> "+ x * " + i).substring(2);
        String source = "\nlocal function f(x)\nreturn g(" + ("(" + sum + "), ").repeat(150) + "x)\nend";

        assertThatThrownBy(() -> new ChunkLoader(parsed(source), "test.luau", new byte[0], GivingWay.NEVER))
                .isInstanceOfSatisfying(FunctionTooLongException.class,
                        thrown -> assertThat(thrown.line()).isEqualTo(2));
    }

    private static void check(ChunkLoader loader, LoweredFunction function) {
        assertThat(sizes(loader.emitClosure(function))).allMatch(size -> size < COMPILED);
        if (!function.sites().isEmpty()) {
            assertThat(sizes(loader.emitRest(function))).allMatch(size -> size < COMPILED);
        }
        function.functions().forEach(inner -> check(loader, inner));
    }

    static Stream<Named<String>> longSources() {
        String locals = repeat(190, i -> "local l" + i + " = " + i);
        String changes = repeat(190, i -> "l" + i + " += f(l" + i + ")");
        return Stream.of(
                Named.of("20,000 list items", "return { " + repeat(20_000, i -> i + ", ") + " }"),
                Named.of("33,000 numbers", "return { " + repeat(33_000, i -> i + ".5, ") + " }"),
                Named.of("2,000 list items that are calls", "return { " + repeat(2_000, i -> "f(" + i + "), ") + " }"),
                Named.of("2,000 fields", "return { " + repeat(2_000, i -> "k" + i + " = " + i + ", ") + " }"),
                Named.of("10,000 statements", "local t = {}\n" + repeat(10_000, i -> "t[" + i + "] = #t * " + i)),
                Named.of("10,000 calls", repeat(10_000, _ -> "task.wait()")),
                Named.of("300 calls in a loop", "for i = 1, 10 do\n" + repeat(300, _ -> "print(i)") + "\nend"),
                Named.of("600 branches", "local x = ...\nif x == 0 then print(0)\n"
                        + repeat(600, i -> "elseif x == " + i + " then print(x)") + "\nend"),
                Named.of("two long branches", "local x = ... if x then\n"
                        + repeat(95, i -> "print(x, " + i + ", x + 1)") + "\nelse\n"
                        + repeat(95, i -> "x = print(x, " + i + ", x.y)") + "\nend"),
                Named.of("190 locals", locals + "\n" + changes),
                Named.of("190 upvalues", locals + "\nreturn function()\n" + changes + "\nend"),
                Named.of("twenty loops in each other",
                        repeat(20, i -> "for i" + i + " = 1, 2 do f(i" + i + ")") + "\n" + repeat(20, _ -> "f() end")));
    }

    private static String repeat(int count, IntFunction<String> line) {
        return IntStream.rangeClosed(1, count).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static LoweredFunction parsed(String source) {
        return Parser.parse(source.getBytes(StandardCharsets.UTF_8), Lowering::lower);
    }

    /** {@return how many bytes of code each method has} */
    private static List<Integer> sizes(byte[] classFile) {
        return ClassFile.of().parse(classFile).methods().stream()
                .flatMap(method -> method.findAttribute(Attributes.code()).stream())
                .map(CodeAttribute::codeLength)
                .toList();
    }
}
