package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree of each kind of statement, its lines between slashes; function depths are left out. */
class StatementShapeTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '$', delimiter = '|', textBlock = """
            local a             | declaration / local a
            local a, b = c, d   | declaration / local a / local b / global c / global d
            const a: T = b      | declaration / const a / global b
            a = b               | assignment to 1 / global a / global b
            a.b, c[d] = e       | assignment to 2 / field b of / global a / index / global c / global d / global e
            a += b              | assignment with ADD / global a / global b
            a -= b              | assignment with SUBTRACT / global a / global b
            a *= b              | assignment with MULTIPLY / global a / global b
            a /= b              | assignment with DIVIDE / global a / global b
            a //= b             | assignment with FLOOR_DIVIDE / global a / global b
            a %= b              | assignment with MODULO / global a / global b
            a ^= b              | assignment with POWER / global a / global b
            a.b ..= c           | assignment with CONCAT / field b of / global a / global c
            a()                 | call-statement / call / global a
            a:b()               | call-statement / method b called / global a
            do end              | do / block
            while a do b() end  | while / global a / block / call-statement / call / global b
            repeat until a      | repeat / block / global a
            return              | return
            return a, b         | return / global a / global b
            type A = B          | type A
            type function f() end               | type f
            for i = a, b do end                 | numeric-for / local i / global a / global b / block
            for i = a, b, c do end              | numeric-for / local i / global a / global b / global c / block
            for k, v: T in a do end             | generic-for / local k / local v / global a / block
            while a do break end                | while / global a / block / break
            while a do continue end             | while / global a / block / continue
            while a do continue() end           | while / global a / block / call-statement / call / global continue
            continue += b                       | assignment with ADD / global continue / global b
            if a then end                       | if / global a / then
            if a then else b() end              | if / global a / then / else / call-statement / call / global b
            if a then elseif b then else end    | if / global a / then / else / if / global b / then / else
            """)
    void isTheTreeOf(String source, String shape) {
        assertThat(shapeOf(source)).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '$', delimiter = '|', textBlock = """
            local function f() end          | local-function / local f / function 'f' / block
            const function f() end          | local-function / const f / function 'f' / block
            @native local function f() end  | local-function / local f / function 'f' / block
            function f() end                | function-declaration / global f / function 'f' / block
            @[native] function f() end      | function-declaration / global f / function 'f' / block
            function a.b() end              | function-declaration / field b of / global a / function 'b' / block
            function a:b() end  | function-declaration / field b of / global a / function 'b' / local self / block
            function f(a, ...) end          | function-declaration / global f / function 'f' / local a / ... / block
            return function<T>(a: T) end    | return / literal / function '' / local a / block
            return {f = function() end}     | return / table / named f / literal / function 'f' / block
            return {f = (function() end)}   | return / table / named f / group / literal / function '' / block
            return {["f"] = function() end} | return / table / keyed / text "f" / literal / function '' / block
            local f = function() end        | declaration / local f / literal / function '' / block
            f = function() end              | assignment to 1 / global f / literal / function '' / block
            """)
    void functionHasTheNameAndParametersOf(String source, String shape) {
        assertThat(shapeOf(source)).isEqualTo(shape);
    }

    private static String shapeOf(String source) {
        String tree = TreeText.of(Scripts.statement(source)).strip();
        return tree.replaceAll(" at depth \\d", "").replaceAll("\\n *", " / ");
    }
}
