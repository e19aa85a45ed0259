package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.UnaryOperator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which locals hold nothing but numbers: those that only ever get number literals, each other, and arithmetic on
 * these. It assumes so of all that might, and takes back what cannot be.
 */
final class NumberLocals {
    private final ChunkFacts facts;

    /** For a local, those whose values are computed from it. */
    private final Map<Local, List<Local>> dependents = new HashMap<>();

    private final Deque<Local> refuted = new ArrayDeque<>();

    private NumberLocals(ChunkFacts facts) {
        this.facts = facts;
    }

    static void settle(ChunkFacts facts, Map<Local, LocalFacts> locals) {
        var search = new NumberLocals(facts);
        locals.forEach(search::examine);
        search.spread();
    }

    private void examine(Local local, LocalFacts known) {
        if (!known.number) {
            return;
        }
        boolean possible = !known.shared();
        for (Expression source : known.sources) {
            possible = possible && mayBeNumber(source, local);
        }
        if (!possible) {
            refute(local, known);
        }
        known.sources.clear();
    }

    private void refute(Local local, LocalFacts known) {
        known.number = false;
        refuted.add(local);
    }

    private void spread() {
        while (!refuted.isEmpty()) {
            for (Local dependent : dependents.getOrDefault(refuted.remove(), List.of())) {
                LocalFacts known = facts.of(dependent);
                if (known.number) {
                    refute(dependent, known);
                }
            }
        }
    }

    private boolean mayBeNumber(Expression expression, Local target) {
        Value constant = facts.constant(expression);
        if (constant != null) {
            return constant instanceof Value.Num;
        }
        return switch (ChunkFacts.withoutTypes(expression)) {
            case Expression.LocalName(Local used, _) -> dependsOn(used, target);
            case Expression.Unary unary ->
                unary.operator() == UnaryOperator.NEGATE && mayBeNumber(unary.operand(), target);
            case Expression.Binary binary -> UsageFinder.isArithmetic(binary.operator())
                    && mayBeNumber(binary.left(), target) && mayBeNumber(binary.right(), target);
            default -> false;
        };
    }

    /** A captured variable is no longer known to be a number where it is used. */
    private boolean dependsOn(Local used, Local target) {
        if (used.functionDepth() != target.functionDepth() || !facts.of(used).number) {
            return false;
        }
        dependents.computeIfAbsent(used, _ -> new ArrayList<>()).add(target);
        return true;
    }
}
