package dev.moonloom.tests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes a random program of a seed, the same one every time. What programs do is spread over the {@link Idea ideas};
 * here one is chosen for each statement.
 */
final class Generator {
    private static final int DEEPEST = 3;

    final Chance chance;
    final Scope scope = new Scope();
    final Tally tally = new Tally();
    final Expressions expressions;
    final Functions functions;

    private final List<Choice> everything;
    private final List<Choice> leaves;
    private int depth;

    /** An idea, and how often it is had. */
    private record Choice(int weight, boolean nests, Idea idea) {}

    private Generator(long seed) {
        chance = new Chance(seed);
        expressions = new Expressions(this);
        functions = new Functions(this);
        everything = List.of(
                new Choice(9, false, new Output(this)),
                new Choice(11, false, new Declarations(this)),
                new Choice(14, false, new Assignments(this)),
                new Choice(4, false, new Calls(this)),
                new Choice(5, false, new Leaving(this)),
                new Choice(4, false, new OperatorProbes(this)),
                new Choice(3, false, new EvaluationOrder(this)),
                new Choice(2, false, new TableProbes(this)),
                new Choice(2, false, new NumberProbes(this)),
                new Choice(2, false, new StringProbes(this)),
                new Choice(2, false, new VarargProbes(this)),
                new Choice(3, false, new ObjectUses(this)),
                new Choice(2, false, new Proxies(this)),
                new Choice(8, true, new Branches(this)),
                new Choice(4, true, new WhileLoops(this)),
                new Choice(4, true, new RepeatLoops(this)),
                new Choice(5, true, new NumericLoops(this)),
                new Choice(6, true, new GenericLoops(this)),
                new Choice(7, true, functions),
                new Choice(2, true, new Recursion(this)),
                new Choice(4, true, new Closures(this)),
                new Choice(2, true, new Nesting(this)),
                new Choice(2, true, new Methods(this)),
                new Choice(4, true, new Classes(this)),
                new Choice(5, true, new ProtectedCalls(this)),
                new Choice(7, true, new Coroutines(this)));
        leaves = everything.stream().filter(choice -> !choice.nests()).toList();
    }

    /** {@return the program of a seed} */
    static Program program(long seed) {
        return program(seed, new Tally());
    }

    /** {@return the program of a seed, when also what is in it is to be counted} */
    static Program program(long seed, Tally total) {
        return new Generator(seed).write(seed, total);
    }

    private Program write(long seed, Tally total) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of("G1, G2, G3 = 10, \"global\", nil"));
        scope.declare(Variable.of("G1", Kind.NUMBER));
        scope.declare(Variable.of("G2", Kind.STRING));
        scope.declare(Variable.of("G3", Kind.ANY));
        statements.addAll(chance.in(40) ? List.of(inCoroutine()) : statements(chance.between(1, 4)));
        // Every so many programs in a row meet all combinations.
        statements.add(new OperatorProbes(this).probe(seed));
        var program = new Program(seed, statements);
        total.add(tally);
        return program;
    }

    /** {@return statements that all pause wherever they may} */
    private Statement inCoroutine() {
        scope.openFunction(true, List.of(Kind.ANY));
        List<Statement> body = statements(chance.between(1, 4));
        scope.closeFunction();
        return Statement.around("drive(function(...)", body, "end, 1, nil, 3)");
    }

    /** {@return some statements in the block that is open} */
    List<Statement> statements(int count) {
        List<Statement> result = new ArrayList<>();
        depth++;
        while (result.size() < count && scope.affords(1)) {
            scope.spend(1);
            result.add(statement());
        }
        depth--;
        return result;
    }

    /** {@return how many statements a block has} */
    int few() {
        return chance.in(60) ? 1 : chance.between(2, 3);
    }

    /** {@return some statements in a block of their own} */
    List<Statement> block() {
        return block(List.of());
    }

    /** {@return some statements in a block in which these variables are declared} */
    List<Statement> block(List<Variable> variables) {
        scope.openBlock();
        variables.forEach(scope::declare);
        List<Statement> result = statements(few());
        scope.closeBlock();
        return result;
    }

    /** {@return the body of a loop over these variables} */
    List<Statement> loopBody(int rounds, boolean mayContinue, List<Variable> variables) {
        scope.openLoop(rounds, mayContinue);
        variables.forEach(scope::declare);
        List<Statement> result = statements(few());
        scope.closeLoop();
        return result;
    }

    /** {@return what is written inside a function that is called once, on the spot} */
    <T> T inFunction(boolean variadic, Supplier<T> written) {
        scope.openFunction(variadic, List.of());
        T result = written.get();
        scope.spend(scope.closeFunction());
        return result;
    }

    private Statement statement() {
        List<Choice> choices = depth > DEEPEST ? leaves : everything;
        int sum = choices.stream().mapToInt(Choice::weight).sum();
        while (true) {
            int at = chance.below(sum);
            for (Choice choice : choices) {
                at -= choice.weight();
                if (at < 0) {
                    Statement statement = choice.idea().write();
                    if (statement != null) {
                        return statement;
                    }
                    break;
                }
            }
        }
    }
}
