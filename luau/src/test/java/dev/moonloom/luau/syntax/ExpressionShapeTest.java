package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree of each kind of expression, its lines between slashes. */
class ExpressionShapeTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '$', delimiter = '|', textBlock = """
            nil                     | nil
            true                    | true
            false                   | false
            1                       | number 3ff0000000000000
            "a"                     | text "a"
            ...                     | varargs
            a                       | global a
            (a)                     | group / global a
            a.b.c                   | field c of / field b of / global a
            a[b]                    | index / global a / global b
            a(b, c)                 | call / global a / global b / global c
            a"b"                    | call / global a / text "b"
            a[[b]]                  | call / global a / text "b"
            a{}                     | call / global a / table
            a()()                   | call / call / global a
            a:b(c)                  | method b called / global a / global c
            a:b"c"                  | method b called / global a / text "c"
            a:b{}:c()               | method c called / method b called / global a / table
            {a, b = c; [d] = e}     | table / global a / named b / global c / keyed / global d / global e
            {a = b, [c] = d,}       | table / named a / global b / keyed / global c / global d
            -a                      | NEGATE / global a
            not a                   | NOT / global a
            #a                      | LENGTH / global a
            `a`                     | text "a"
            `a{b}c{d}`              | interpolation / "a" / "c" / "" / global b / global d
            `{`{a}`}`               | interpolation / "" / "" / interpolation / "" / "" / global a
            if a then b else c      | if-else / global a / global b / global c
            a :: T                  | cast to / global a
            a<<T>>                  | instantiation with 1 types / global a
            a<<T, (U, V), ...W>>    | instantiation with 3 types / global a
            a<<>>()                 | call / instantiation with 0 types / global a
            a:b<<T>>(c)             | method b called / global a / global c
            """)
    void isTheTreeOf(String source, String shape) {
        assertThat(shapeOf(source)).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '$', delimiter = '|', textBlock = """
            a + b - c       | SUBTRACT / ADD / global a / global b / global c
            a + b * c       | ADD / global a / MULTIPLY / global b / global c
            a * b / c       | DIVIDE / MULTIPLY / global a / global b / global c
            a // b % c      | MODULO / FLOOR_DIVIDE / global a / global b / global c
            a ^ b ^ c       | POWER / global a / POWER / global b / global c
            a .. b .. c     | CONCAT / global a / CONCAT / global b / global c
            a .. b + c      | CONCAT / global a / ADD / global b / global c
            a < b == c      | EQUAL / LESS / global a / global b / global c
            a ~= b <= c     | LESS_EQUAL / NOT_EQUAL / global a / global b / global c
            a > b >= c      | GREATER_EQUAL / GREATER / global a / global b / global c
            a .. b < c      | LESS / CONCAT / global a / global b / global c
            a and b or c    | OR / AND / global a / global b / global c
            a or b and c    | OR / global a / AND / global b / global c
            a and b == c    | AND / global a / EQUAL / global b / global c
            -a ^ b          | NEGATE / POWER / global a / global b
            a ^ -b          | POWER / global a / NEGATE / global b
            -a * b          | MULTIPLY / NEGATE / global a / global b
            not a == b      | EQUAL / NOT / global a / global b
            - not #a        | NEGATE / NOT / LENGTH / global a
            -a :: T         | NEGATE / cast to / global a
            a + b :: T      | ADD / global a / cast to / global b
            -a.b            | NEGATE / field b of / global a
            a < b.c         | LESS / global a / field c of / global b
            """)
    void operatorsBindAsStronglyAsTheyShould(String source, String shape) {
        assertThat(shapeOf(source)).isEqualTo(shape);
    }

    private static String shapeOf(String source) {
        return TreeText.of(Scripts.expression(source)).strip().replaceAll("\\n *", " / ");
    }
}
