package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Where in the program the generator stands: the variables in sight, the loops around, and what they cost. */
final class Scope {
    /** A function may run about as many statements in a call. */
    private static final int MOST_COST = 300;
    private static final int MOST_ROUNDS = 40;

    private final List<Variable> variables = new ArrayList<>();
    private final List<Integer> blocks = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private int names;

    Scope() {
        functions.add(new Function(true, List.of()));
    }

    /** A function that is being written. */
    private static final class Function {
        final boolean variadic;
        final List<Kind> results;
        final List<Loop> loops = new ArrayList<>();
        int cost = 1;

        Function(boolean variadic, List<Kind> results) {
            this.variadic = variadic;
            this.results = results;
        }

        int rounds() {
            return loops.stream().mapToInt(Loop::rounds).reduce(1, (a, b) -> a * b);
        }
    }

    private record Loop(int rounds, boolean mayContinue) {}

    void openBlock() {
        blocks.add(variables.size());
    }

    void closeBlock() {
        variables.subList(blocks.removeLast(), variables.size()).clear();
    }

    void openFunction(boolean variadic, List<Kind> results) {
        openBlock();
        functions.add(new Function(variadic, results));
    }

    /** {@return what a call of the function costs} */
    int closeFunction() {
        closeBlock();
        return functions.removeLast().cost;
    }

    void openLoop(int rounds, boolean mayContinue) {
        openBlock();
        function().loops.add(new Loop(rounds, mayContinue));
    }

    void closeLoop() {
        closeBlock();
        function().loops.removeLast();
    }

    private Function function() {
        return functions.getLast();
    }

    boolean affordsLoop(int rounds) {
        return affords(2 * rounds) && function().rounds() * rounds <= MOST_ROUNDS;
    }

    boolean affords(int cost) {
        Function function = function();
        return function.cost + function.rounds() * cost <= MOST_COST;
    }

    void spend(int cost) {
        Function function = function();
        function.cost += function.rounds() * cost;
    }

    boolean inLoop() {
        return !function().loops.isEmpty();
    }

    boolean mayContinue() {
        return inLoop() && function().loops.getLast().mayContinue();
    }

    boolean variadic() {
        return function().variadic;
    }

    /** {@return the kinds that a return statement here has to give} */
    List<Kind> results() {
        return function().results;
    }

    boolean inFunction() {
        return functions.size() > 1;
    }

    /** {@return how many functions there are around this point} */
    int depth() {
        return functions.size() - 1;
    }

    Variable declare(Variable variable) {
        variables.add(variable);
        return variable;
    }

    /** {@return a name that the program has not used yet} */
    String fresh(String prefix) {
        return prefix + ++names;
    }

    List<Variable> of(Kind kind) {
        return visible(variable -> variable.kind() == kind);
    }

    List<Variable> assignable(Kind kind) {
        return visible(variable -> variable.kind() == kind && variable.assignable());
    }

    List<Variable> assignable() {
        return visible(Variable::assignable);
    }

    /** {@return the functions that may be called here} */
    List<Variable> callable() {
        return visible(variable -> variable.kind() == Kind.FUNCTION && affords(variable.called().cost()));
    }

    /** {@return the variables that match and are not hidden by another one of their name, nearest first} */
    List<Variable> visible(Predicate<Variable> matches) {
        Set<String> seen = new HashSet<>();
        List<Variable> result = new ArrayList<>();
        for (Variable variable : variables.reversed()) {
            if (seen.add(variable.name()) && matches.test(variable)) {
                result.add(variable);
            }
        }
        return result;
    }

    /** {@return the names in sight, in a fixed order} */
    List<String> names() {
        return visible(_ -> true).stream().map(Variable::name).sorted(Comparator.naturalOrder()).toList();
    }
}
