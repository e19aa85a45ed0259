package dev.moonloom.tests.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loops over tables and iterators of every sort. */
final class GenericLoops implements Idea {
    private static final int ROUNDS = 4;
    private static final Kind N = Kind.NUMBER;
    private static final Kind S = Kind.STRING;
    private static final Kind A = Kind.ANY;

    private final Generator generator;
    private final Chance chance;
    private final Scope scope;

    GenericLoops(Generator generator) {
        this.generator = generator;
        chance = generator.chance;
        scope = generator.scope;
    }

    /** What a loop goes over, and the kinds of what it finds. */
    private record Source(String expression, List<Kind> kinds) {}

    @Override
    public @Nullable Statement write() {
        if (!scope.affordsLoop(ROUNDS)) {
            return null;
        }
        Source source = source();
        List<Variable> variables = source.kinds().stream().map(kind -> Variable.of(scope.fresh("k"), kind)).toList();
        String names = String.join(", ", variables.stream().map(Variable::name).toList());
        return Statement.around("for " + names + " in " + source.expression() + " do",
                generator.loopBody(ROUNDS, true, variables), "end");
    }

    private Source source() {
        return switch (chance.below(14)) {
            case 0, 1 -> new Source("ipairs(" + table(Kind.ARRAY) + ")", List.of(N, N));
            case 2 -> new Source("pairs(" + table(Kind.ARRAY) + ")", List.of(A, N));
            case 3 -> new Source("pairs(" + table(Kind.RECORD) + ")", List.of(S, A));
            case 4 -> new Source("next, " + table(Kind.RECORD), List.of(S, A));
            case 5 -> new Source(table(Kind.RECORD), List.of(S, A));
            case 6 -> new Source(table(Kind.ARRAY), List.of(A, N));
            case 7 -> new Source("(" + generator.expressions.of(S, 2) + "):sub(1, 4):gmatch(\"%w\")", List.of(S));
            case 8 -> new Source(closure(), List.of(N, A));
            case 9 -> new Source(stateless(), List.of(N, N));
            case 10 -> new Source(coroutine(), List.of(N, S));
            case 11 -> new Source(callable(), List.of(N, A));
            case 12 -> iterated();
            default -> new Source("next, " + table(Kind.ARRAY) + ", nil", List.of(A, N, A));
        };
    }

    private String table(Kind kind) {
        return generator.expressions.of(kind, 2);
    }

    /** {@return an expression inside a function of the iterator} */
    private String inner(Kind kind) {
        return generator.inFunction(false, () -> generator.expressions.of(kind, 1));
    }

    private String closure() {
        return "(function(most)\n    local n = 0\n    return function()\n        n += 1\n"
                + "        if n <= most then return n, pause("
                + inner(N) + ") end\n    end\nend)(" + chance.between(0, 3) + ")";
    }

    private String stateless() {
        return "function(most, n)\n    if n < most then return pause(n + 1, " + inner(N) + ") end\nend, "
                + chance.between(0, 3) + ", 0";
    }

    private String coroutine() {
        return "coroutine.wrap(function()\n    for i = 1, " + chance.between(0, 3)
                + " do coroutine.yield(i, \"item\" .. " + inner(N) + ") end\nend)";
    }

    private String callable() {
        generator.tally.metamethod(Metamethod.CALL);
        return "setmetatable({n = " + chance.between(0, 3) + "}, {__call = function(self, _, last)\n"
                + "    last = (last or 0) + 1\n    if last <= self.n then return last, " + inner(N) + " end\nend})";
    }

    private Source iterated() {
        generator.tally.metamethod(Metamethod.ITER);
        List<Variable> objects = scope.of(Kind.OBJECT);
        return objects.isEmpty()
                ? new Source("setmetatable({}, {__iter = function(self)\n    return next, " + inner(Kind.ARRAY)
                        + "\nend})", List.of(A, N))
                : new Source(chance.oneOf(objects).name(), List.of(N, N));
    }
}
