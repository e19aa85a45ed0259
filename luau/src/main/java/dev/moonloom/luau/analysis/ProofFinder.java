package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds the functions that can never give way: all that they call are local functions which are never replaced and of
 * which the same is true. Recursion is assumed to be harmless until something else speaks against it.
 */
final class ProofFinder extends TreeWalker {
    private final ChunkFacts facts;

    /** For each function, those that call it. */
    private final IdentityHashMap<FunctionBody, List<FunctionBody>> callers = new IdentityHashMap<>();

    private final Set<FunctionBody> proven = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<FunctionBody> refuted = new ArrayDeque<>();
    private final Deque<FunctionBody> around = new ArrayDeque<>();

    private ProofFinder(ChunkFacts facts) {
        this.facts = facts;
    }

    static Set<FunctionBody> find(ChunkFacts facts, FunctionBody chunk) {
        var search = new ProofFinder(facts);
        search.proven.addAll(facts.functions);
        search.function(chunk);
        while (!search.refuted.isEmpty()) {
            search.callers.getOrDefault(search.refuted.remove(), List.of()).forEach(search::refute);
        }
        return search.proven;
    }

    private void refute(FunctionBody function) {
        if (proven.remove(function)) {
            refuted.add(function);
        }
    }

    @Override
    void function(FunctionBody body) {
        around.push(body);
        super.function(body);
        around.pop();
    }

    @Override
    void statement(Statement statement) {
        if (statement instanceof Statement.GenericFor) {
            refute(around.getFirst());
        }
        super.statement(statement);
    }

    @Override
    void expression(Expression expression) {
        if (expression instanceof Expression.MethodCall) {
            refute(around.getFirst());
        } else if (expression instanceof Expression.Call call) {
            FunctionBody called = facts.knownFunction(call.function());
            if (called == null) {
                refute(around.getFirst());
            } else {
                callers.computeIfAbsent(called, _ -> new ArrayList<>()).add(around.getFirst());
            }
        }
        super.expression(expression);
    }
}
