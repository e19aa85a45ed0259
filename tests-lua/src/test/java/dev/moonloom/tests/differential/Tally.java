package dev.moonloom.tests.differential;

import dev.moonloom.luau.syntax.BinaryOperator;
import dev.moonloom.luau.syntax.UnaryOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a set of programs exercises, and how often. */
final class Tally {
    /** Whatever is counted, by the name that the table shows. */
    private final Map<String, Integer> counts = new TreeMap<>();

    void node(Class<?> kind) {
        add(nameOf(kind), 1);
    }

    void form(SyntaxForm form, int count) {
        add(nameOf(form), count);
    }

    void operator(BinaryOperator operator, Operand left, Operand right) {
        add(nameOf(operator, left, right), 1);
    }

    void operator(UnaryOperator operator, Operand operand) {
        add(nameOf(operator, operand), 1);
    }

    void metamethod(Metamethod metamethod) {
        add(metamethod.field(), 1);
    }

    void add(Tally other) {
        other.counts.forEach(this::add);
    }

    private void add(String name, int count) {
        counts.merge(name, count, Integer::sum);
    }

    private int count(String name) {
        return counts.getOrDefault(name, 0);
    }

    private static String nameOf(Class<?> kind) {
        Class<?> outer = kind.getEnclosingClass();
        return (outer == null ? "" : outer.getSimpleName() + ".") + kind.getSimpleName();
    }

    private static String nameOf(SyntaxForm form) {
        return "form: " + form.name();
    }

    private static String nameOf(UnaryOperator operator, Operand operand) {
        return operator + " " + operand;
    }

    private static String nameOf(BinaryOperator operator, Operand left, Operand right) {
        return left + " " + operator + " " + right;
    }

    /** {@return all that the programs should exercise and do not} */
    List<String> missing() {
        return all().filter(name -> count(name) == 0).toList();
    }

    private static Stream<String> all() {
        List<String> names = new ArrayList<>();
        SyntaxCount.kinds().forEach(kind -> names.add(nameOf(kind)));
        SyntaxForm.ALL.forEach(form -> names.add(nameOf(form)));
        Arrays.stream(Metamethod.values()).forEach(metamethod -> names.add(metamethod.field()));
        for (Operand left : Operand.values()) {
            Arrays.stream(UnaryOperator.values()).forEach(operator -> names.add(nameOf(operator, left)));
            for (BinaryOperator operator : BinaryOperator.values()) {
                Arrays.stream(Operand.values()).forEach(right -> names.add(nameOf(operator, left, right)));
            }
        }
        return names.stream();
    }

    /** {@return the counts as tables} */
    String report() {
        var text = new StringBuilder("Nodes of the syntax trees:\n");
        SyntaxCount.kinds().forEach(kind -> text.append(line(nameOf(kind))));
        text.append("Forms of the syntax:\n");
        SyntaxForm.ALL.forEach(form -> text.append(line(nameOf(form))));
        text.append("Metamethods:\n");
        Arrays.stream(Metamethod.values()).forEach(metamethod -> text.append(line(metamethod.field())));
        text.append("Unary operators by the type of the operand:\n").append(header());
        for (UnaryOperator operator : UnaryOperator.values()) {
            text.append(row("", operator, Arrays.stream(Operand.values()).map(operand -> nameOf(operator, operand))));
        }
        text.append("Binary operators by the types of the left operand, in front, and of the right one:\n")
                .append(header());
        for (BinaryOperator operator : BinaryOperator.values()) {
            for (Operand left : Operand.values()) {
                text.append(row(left.toString(), operator,
                        Arrays.stream(Operand.values()).map(right -> nameOf(operator, left, right))));
            }
        }
        return text.toString();
    }

    private String line(String name) {
        return String.format(Locale.ROOT, "  %-36s %,10d%n", name, count(name));
    }

    private static String header() {
        return "  " + " ".repeat(24) + Arrays.stream(Operand.values())
                .map(operand -> String.format(Locale.ROOT, "%10s", operand))
                .collect(Collectors.joining()) + "\n";
    }

    private String row(String left, Enum<?> operator, Stream<String> names) {
        return String.format(Locale.ROOT, "  %-10s %-13s%s%n", left, operator,
                names.map(name -> String.format(Locale.ROOT, "%10d", count(name))).collect(Collectors.joining()));
    }
}
