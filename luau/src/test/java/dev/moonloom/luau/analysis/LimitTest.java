package dev.moonloom.luau.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonloom.luau.syntax.SyntaxError;
import dev.moonloom.luau.syntax.SyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Luau's compiler rejects, with its words and places. */
final class LimitTest {
    @Test
    void twoHundredLocalsAreAllowed() {
        assertAccepted(locals("a", 200));
    }

    @Test
    void oneMoreLocalIsNot() {
        assertRejected(locals("a", 201), 201, 7,
                "Out of local registers when trying to allocate a201: exceeded limit 200");
    }

    @Test
    void localsOfEndedBlocksDoNotCount() {
        assertAccepted("do local a = {} end\n".repeat(300));
    }

    @Test
    void constantLocalsDoNotCount() {
        assertAccepted("local a = 1 ".repeat(300));
    }

    @Test
    void integerLocalsAreConstantOnlyWithoutSign() {
        assertAccepted("local a = 1i ".repeat(300));
        assertRejected("local a = -1i\n".repeat(201), 201, 7,
                "Out of local registers when trying to allocate a: exceeded limit 200");
    }

    @Test
    void integerNeedsARegisterToBeComparedWith() {
        String before = "local x, f, g, h = ... f(" + "g(), ".repeat(249);
        assertAccepted(before + "x == 5)");
        assertRejected(before + "x == 5i)", 1, before.length() + 6,
                "Out of registers when trying to allocate 1 registers: exceeded limit 255");
        assertRejected(before + "5i == x)", 1, before.length() + 1,
                "Out of registers when trying to allocate 1 registers: exceeded limit 255");
        assertAccepted(before + "-5i)");
    }

    @Test
    void localsOfInnerFunctionsCountOnTheirOwn() {
        assertAccepted(locals("a", 150) + "local function f() " + locals("b", 200) + "end");
    }

    @Test
    void parametersCount() {
        assertRejected("local function f(a, b) " + locals("c", 199) + "end", 199, 7,
                "Out of local registers when trying to allocate c199: exceeded limit 200");
    }

    @Test
    void loopVariablesCount() {
        assertRejected(locals("a", 199) + "for i = 1, 2 do for k in f do end end", 200, 21,
                "Out of local registers when trying to allocate k: exceeded limit 200");
    }

    @Test
    void twoHundredUpvaluesAreAllowed() {
        assertAccepted(upvalues(100, 100, ""));
    }

    @Test
    void oneMoreUpvalueIsNot() {
        assertRejected(upvalues(100, 101, ""), 202, 7,
                "Out of upvalue registers when trying to allocate b101: exceeded limit 200");
    }

    @Test
    void theFunctionItselfCountsAsAnUpvalue() {
        assertRejected(upvalues(100, 100, "user()"), 202, 16,
                "Out of upvalue registers when trying to allocate user: exceeded limit 200");
    }

    @Test
    void functionsDirectlyInsideOneAreLimited() {
        assertAccepted("f(function() end)\n".repeat(32_768));
        assertRejected("f(function() end)\n".repeat(32_769), 32_769, 3,
                "Exceeded closure limit; simplify the code to compile");
    }

    @Test
    void tooManyResultsAreRejected() {
        assertRejected("\nreturn " + "1, ".repeat(254) + "1", 2, 1,
                "Exceeded return count limit; simplify the code to compile");
    }

    @Test
    void continueMayNotJumpOverWhatTheConditionUses() {
        assertRejected("repeat\nif f() then continue end\nlocal z = f()\nuntil z", 4, 7, skipped("z", 2));
    }

    @Test
    void continueMayNotJumpOverWhatTheConditionCaptures() {
        assertRejected("repeat do continue end local z = f() until g(function() return function() return z end end)",
                1, 44, skipped("z", 1));
    }

    @Test
    void continueMayNotJumpOverALocalFunctionThatTheConditionUses() {
        assertRejected("repeat do continue end local function z() end until z()", 1, 53, skipped("z", 1));
    }

    @Test
    void continueMayJumpOverWhatTheConditionDoesNotUse() {
        assertAccepted("repeat local a = f() if a then continue end local z = f() until a");
    }

    @Test
    void continueOfAnInnerLoopJumpsOverNothing() {
        assertAccepted("repeat for i = 1, 2 do continue end local z = f() until z");
    }

    private static String locals(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "local " + name + i + " = {}\n")
                .collect(Collectors.joining());
    }

    /** A function two levels deep that uses so many locals of each level around it. */
    private static String upvalues(int outer, int inner, String more) {
        return locals("a", outer) + "local function between()\n" + locals("b", inner) + "local function user() "
                + uses("a", outer) + uses("b", inner) + more + " end\nend";
    }

    private static String uses(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "f(" + name + i + ") ").collect(Collectors.joining());
    }

    private static String skipped(String local, int line) {
        return "Local " + local
                + " used in the repeat..until condition is undefined because continue statement on line "
                + line + " jumps over it";
    }

    private static void assertAccepted(String source) {
        assertThatCode(() -> ListedCase.lower(source)).doesNotThrowAnyException();
    }

    private static void assertRejected(String source, int line, int column, String message) {
        SyntaxException thrown = catchThrowableOfType(SyntaxException.class, () -> ListedCase.lower(source));
        assertThat(thrown).isNotNull();
        SyntaxError error = thrown.errors().getFirst();
        assertThat(error.message()).isEqualTo(message);
        assertThat(error.span().line() + ":" + error.span().column()).isEqualTo(line + ":" + column);
    }
}
