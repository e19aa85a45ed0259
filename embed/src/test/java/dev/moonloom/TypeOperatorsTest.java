package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators do with objects of a type. */
final class TypeOperatorsTest {
    /** An amount of money. */
    private record Money(double amount) {
        Money plus(Money other) {
            return new Money(amount + other.amount);
        }

        Money plus(double more) {
            return new Money(amount + more);
        }
    }

    /** Something to loop over. */
    private static final class Purse {
    }

    private static final LuauType<Money> MONEY = LuauType.of("Money", Money.class)
            .operator(Operator.ADD, Money.class, (a, b) -> a.plus(b))
            .operator(Operator.ADD, Double.class, (a, b) -> a.plus(b))
            .operatorOnRight(Operator.ADD, Double.class, (b, a) -> b.plus(a))
            .operator(Operator.SUB, Double.class, (a, b) -> a.plus(-b))
            .operatorOnRight(Operator.SUB, Double.class, (b, a) -> a - b.amount())
            .operator(Operator.MUL, Double.class, (a, b) -> "mul " + b)
            .operator(Operator.DIV, Double.class, (a, b) -> "div " + b)
            .operator(Operator.IDIV, Double.class, (a, b) -> "idiv " + b)
            .operator(Operator.MOD, Double.class, (a, b) -> "mod " + b)
            .operator(Operator.POW, Double.class, (a, b) -> "pow " + b)
            .operator(Operator.CONCAT, String.class, (a, b) -> a.amount() + b)
            .operatorOnRight(Operator.CONCAT, String.class, (b, a) -> a + b.amount())
            .negation(a -> new Money(-a.amount()))
            .length(a -> (int) a.amount())
            .ordered(Comparator.comparingDouble(Money::amount))
            .equality((a, b) -> a.amount() == b.amount())
            .call(String.class, (a, currency) -> a.amount() + " " + currency)
            .text(a -> "$" + a.amount());

    private final ObjectVm vm = new ObjectVm(MONEY).with("a", new Money(2)).with("b", new Money(3))
            .with("c", new Money(2));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a + b       | $5.0",
        "a + 1       | $3.0",
        "1 + a       | $3.0",
        "a - 1       | $1.0",
        "10 - a      | 8",
        "a * 2       | mul 2.0",
        "a / 2       | div 2.0",
        "a // 2      | idiv 2.0",
        "a % 2       | mod 2.0",
        "a ^ 2       | pow 2.0",
        "a .. '!'    | 2.0!",
        "'!' .. a    | !2.0",
        "-a          | $-2.0",
        "#b          | 3",
        "a < b       | true",
        "a <= c      | true",
        "a > b       | false",
        "a >= c      | true",
        "a == c      | true",
        "a == b      | false",
        "a ~= c      | false",
        "rawequal(a, c) | false",
        "({ [a] = 1 })[c] | nil",
        "a('EUR')    | 2.0 EUR",
    })
    void operator_hasItsMeaning(String expression, String shown) {
        assertThat(vm.show(expression)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "local _ = a + 'x'  | test:1: attempt to perform arithmetic (add) on Money and string",
        "local _ = 'x' + a  | test:1: attempt to perform arithmetic (add) on string and Money",
        "local _ = a * a    | test:1: attempt to perform arithmetic (mul) on Money",
        "local _ = 2 * a    | test:1: attempt to perform arithmetic (mul) on number and Money",
        "local _ = a .. a   | test:1: attempt to concatenate Money with Money",
        "local _ = a < 1    | test:1: attempt to compare Money < number",
        "a()                | test:1: missing argument #1 to 'Money' (string expected)",
        "a({})              | test:1: invalid argument #1 to 'Money' (string expected, got table)",
    })
    void operand_ofNoMeaning_isLuausOwnError(String statement, String error) {
        assertThat(vm.errorOf(statement)).isEqualTo(error);
    }

    @Test
    void loop_goesOverIterablesIteratorsStreamsAndMaps() {
        assertThat(loop(List.of(1, 2, 3))).isEqualTo("1 nil\n2 nil\n3 nil");
        assertThat(loop(List.of("x").iterator())).isEqualTo("x nil");
        assertThat(loop(List.of("x", "y").stream())).isEqualTo("x nil\ny nil");
        assertThat(loop(new TreeMap<>(Map.of("a", 1, "b", 2)))).isEqualTo("a 1\nb 2");
        assertThat(loop(Map.of("a", 1).entrySet())).isEqualTo("a 1");
        assertThat(loop(List.of())).isEmpty();
    }

    private static String loop(Object items) {
        return bag(items).run("for key, value in bag do print(key, value) end").replace('\t', ' ');
    }

    @SuppressWarnings("NullAway") // a host may forget that null is no answer
    private static ObjectVm bag(@Nullable Object items) {
        return new ObjectVm(LuauType.of("Bag", Purse.class).iterate(_ -> items)).with("bag", new Purse());
    }

    @Test
    void loop_overWhatCannotBeLoopedOver_isAnError() {
        assertThat(bag("text").errorOf("for _ in bag do end"))
                .isEqualTo("test:1: the iteration of Bag answered a java.lang.String, which is no Iterable, "
                        + "Iterator, Stream or Map");
        assertThat(bag(null).errorOf("for _ in bag do end")).isEqualTo("test:1: the iteration of Bag answered null");
    }

    @Test
    void operatorsOfAParent_areInherited_andCompareBothKinds() {
        Entity.Monster dragon = new Entity.Monster("dragon");
        dragon.setHealth(500);
        var vm = new ObjectVm(Entity.TYPE, Entity.Monster.TYPE).with("ork", new Entity("ork")).with("dragon", dragon);

        assertThat(vm.show("ork < dragon, dragon <= ork")).isEqualTo("true\tfalse");
    }
}
