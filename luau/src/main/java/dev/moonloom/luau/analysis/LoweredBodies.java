package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import java.util.IdentityHashMap;
import java.util.List;

/** The functions of a chunk that have been lowered so far: all that are inside the current one or come before it. */
final class LoweredBodies {
    private final ChunkFacts facts;
    private final IdentityHashMap<FunctionBody, LoweredBody> bodies = new IdentityHashMap<>();

    /**
     * A lowered function.
     *
     * @param captured the locals behind its upvalues, in order
     * @param shareable whether it may be the same object each time that its closure is made
     */
    record LoweredBody(LoweredFunction function, List<Local> captured, boolean shareable) {}

    LoweredBodies(ChunkFacts facts) {
        this.facts = facts;
    }

    LoweredBody get(FunctionBody body) {
        LoweredBody lowered = bodies.get(body);
        if (lowered == null) {
            throw new AssertionError("inner functions come first");
        }
        return lowered;
    }

    LoweredBody add(FunctionBody body, LoweredFunction function, List<Local> captured) {
        boolean shareable = !facts.mentionsSetfenv
                && captured.stream().allMatch(local -> staysTheSame(facts.of(local), body));
        var lowered = new LoweredBody(function, captured, shareable);
        bodies.put(body, lowered);
        return lowered;
    }

    /**
     * A variable outside all functions and loops is made once for each run of the chunk, and a shareable function is the
     * same one anyway.
     */
    private boolean staysTheSame(LocalFacts local, FunctionBody user) {
        if (local.assigned || !local.plain) {
            return false;
        }
        if (local.outermost) {
            return true;
        }
        FunctionBody function = local.function;
        LoweredBody other = function == null ? null : bodies.get(function);
        return function == user || (other != null && other.shareable());
    }
}
