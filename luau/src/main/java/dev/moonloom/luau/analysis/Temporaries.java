package dev.moonloom.luau.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of a function that are not in its source. Those that a statement has taken are free again after it, so
 * that a long function needs few of them: they are taken and given back like a stack.
 */
final class Temporaries {
    private final List<Variable> all;
    private final Map<Variable.Kind, Pool> pools = new EnumMap<>(Variable.Kind.class);

    /** What is taken, in order. */
    private final List<Taken> taken = new ArrayList<>();

    /** The temporaries of one kind. */
    private static final class Pool {
        final List<Variable> variables = new ArrayList<>();

        /** The first one that is free; so are all behind it. */
        int free;

        /** The first one that the current statement has not touched, though it may have given others back. */
        int untouched;
    }

    private record Taken(Variable variable, Pool pool, int freeBefore) {}

    /** @param all where new variables are added */
    Temporaries(List<Variable> all) {
        this.all = all;
    }

    Variable take(Variable.Kind kind) {
        Pool pool = poolOf(kind);
        return takeAt(pool, pool.free, kind);
    }

    /** Takes a temporary that no step of the current statement uses yet, not even one that is done with it. */
    Variable takeUntouched(Variable.Kind kind) {
        Pool pool = poolOf(kind);
        return takeAt(pool, pool.untouched, kind);
    }

    private Pool poolOf(Variable.Kind kind) {
        return pools.computeIfAbsent(kind, _ -> new Pool());
    }

    private Variable takeAt(Pool pool, int index, Variable.Kind kind) {
        if (index == pool.variables.size()) {
            var made = new Variable(".t", kind, all.size());
            all.add(made);
            pool.variables.add(made);
        }
        Variable variable = pool.variables.get(index);
        taken.add(new Taken(variable, pool, pool.free));
        pool.free = index + 1;
        pool.untouched = Math.max(pool.untouched, pool.free);
        return variable;
    }

    /** {@return how many are taken, for {@link #release} and {@link #takenSince}} */
    int mark() {
        return taken.size();
    }

    /** Gives back all that were taken since a mark. */
    void release(int mark) {
        while (taken.size() > mark) {
            Taken last = taken.removeLast();
            last.pool.free = last.freeBefore;
        }
    }

    /** Says that a statement begins or ends: what is free is untouched. */
    void forgetTouched() {
        for (Pool pool : pools.values()) {
            pool.untouched = pool.free;
        }
    }

    /** {@return whether a variable is a temporary taken since a mark} */
    boolean takenSince(int mark, Variable variable) {
        for (int i = taken.size() - 1; i >= mark; i--) {
            if (taken.get(i).variable == variable) {
                return true;
            }
        }
        return false;
    }
}
