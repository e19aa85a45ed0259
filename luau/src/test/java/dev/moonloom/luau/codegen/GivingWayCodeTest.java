package dev.moonloom.luau.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.analysis.Lowering;
import dev.moonloom.luau.syntax.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code for a proof gives way before each call that is not proven never to give way; other code before none. */
final class GivingWayCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"arithmetic", "call", "closure", "compare", "concat", "field", "method", "numeric-for",
        "generic-for", "recursion", "repeat", "results", "table", "varargs"})
    void beforeCalls_eachSiteGivesWayFirst(String construct) throws IOException {
        check(parsed(construct), GivingWay.BEFORE_CALLS);
    }

    @Test
    void beforeNatives_eachCallButAFunctionsOwnGivesWayFirst() throws IOException {
        check(parsed("generic-for"), GivingWay.BEFORE_NATIVES);
        check(parsed("method"), GivingWay.BEFORE_NATIVES);
    }

    @Test
    void never_noneDoes() throws IOException {
        LoweredFunction chunk = parsed("call");

        assertThat(wrappers(new ChunkLoader(chunk, "test.luau", new byte[0], GivingWay.NEVER).emitClosure(chunk)))
                .isZero();
    }

    private static void check(LoweredFunction chunk, GivingWay givingWay) {
        check(new ChunkLoader(chunk, "test.luau", new byte[0], givingWay), chunk);
    }

    private static void check(ChunkLoader loader, LoweredFunction function) {
        int sites = function.sites().size();
        assertThat(wrappers(loader.emitClosure(function))).isEqualTo(sites);
        if (sites > 0) {
            assertThat(wrappers(loader.emitRest(function))).isEqualTo(sites);
        }
        function.functions().forEach(inner -> check(loader, inner));
    }

    private static long wrappers(byte[] classFile) {
        return ClassFile.of().parse(classFile).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(element -> element instanceof InvokeInstruction call
                        && call.owner().asSymbol().equals(Names.GIVING_WAY_FIRST))
                .count();
    }

    private static LoweredFunction parsed(String construct) throws IOException {
        String file = construct + ".luau";
        try (InputStream stream = Objects.requireNonNull(GivingWayCodeTest.class.getResourceAsStream(file), file)) {
            return Parser.parse(stream.readAllBytes(), Lowering::lower);
        }
    }
}
