package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.Expression;
import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import dev.moonloom.luau.syntax.Span;
import dev.moonloom.luau.syntax.SyntaxError;
import dev.moonloom.luau.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the parts of one lowered function: steps, variables, upvalues, sites and inner functions. */
final class FunctionBuilder {
    private static final int MOST_LOCALS = 200;
    private static final int MOST_UPVALUES = 200;
    private static final int MOST_FUNCTIONS = 32_768;

    final ChunkFacts facts;
    final LoweredBodies lowered;
    final Temporaries temporaries;
    final Purity purity;

    private final FunctionBody body;

    private final List<Variable> variables = new ArrayList<>();
    private final Map<Local, Variable> locals = new HashMap<>();

    /** What is captured, each with its position. */
    private final Map<Local, Integer> upvalues = new LinkedHashMap<>();

    private final List<LoweredFunction.Upvalue> upvalueList = new ArrayList<>();

    private boolean usesItself;

    private final List<Site> sites = new ArrayList<>();

    /** What is kept at each site, still to be found out. */
    private final List<Liveness.Kept> kept = new ArrayList<>();

    /** The locals that have been given a value and may hold an object, innermost last. */
    private final List<Variable> holders = new ArrayList<>();

    /** A copy of the holders, until they change. */
    private @Nullable List<Variable> holdersNow;

    private final List<LoweredFunction> functions = new ArrayList<>();

    private List<Step> steps = new ArrayList<>();
    private int imports;
    private int effects;
    private int activeLocals;
    private int line;

    FunctionBuilder(ChunkFacts facts, LoweredBodies lowered, FunctionBody body) {
        this.facts = facts;
        this.lowered = lowered;
        this.body = body;
        this.temporaries = new Temporaries(variables);
        this.purity = new Purity(upvalueList);
    }

    // ---- steps ----

    void emit(Step step) {
        steps.add(step);
        if (!purity.isPure(step)) {
            effects++;
        }
    }

    /** Adds a step that a script cannot notice, though it looks like one that it might. */
    void emitUnnoticed(Step step) {
        steps.add(step);
    }

    /** {@return a number that changes whenever a step comes in that scripts may notice} */
    int effects() {
        return effects;
    }

    /** {@return where the next step will stand} */
    int position() {
        return steps.size();
    }

    /** Adds steps in front of others. */
    void insert(int position, List<? extends Step> added) {
        steps.addAll(position, added);
        if (!added.stream().allMatch(purity::isPure)) {
            effects++;
        }
    }

    /** Begins a body; {@return what to give to {@link #close}} */
    List<Step> open() {
        List<Step> outer = steps;
        steps = new ArrayList<>();
        return outer;
    }

    /** Ends a body and goes on with the steps around it. */
    Body close(List<Step> outer) {
        Body closed = steps.isEmpty() ? Body.EMPTY : new Body(List.copyOf(steps));
        steps = outer;
        return closed;
    }

    // ---- lines ----

    /**
     * Says that what follows belongs to a line. An operation is reported at the line of the last part that was compiled
     * before it.
     */
    void at(int newLine) {
        line = newLine;
    }

    int line() {
        return line;
    }

    // ---- variables ----

    /** Makes the variable of a local; it is counted as one only by {@link #activate}. */
    Variable declare(Local local) {
        Variable.Kind kind = facts.of(local).kind();
        var variable = new Variable(local.name(), kind, variables.size());
        variables.add(variable);
        locals.put(local, variable);
        return variable;
    }

    /** Makes a variable that is not in the source. */
    Variable hidden(String name, Variable.Kind kind) {
        var variable = new Variable("." + name, kind, variables.size());
        variables.add(variable);
        return variable;
    }

    /** Counts a local as one that can be seen. */
    void activate(Local local) {
        if (activeLocals >= MOST_LOCALS) {
            throw error(local.span(), "Out of local registers when trying to allocate " + local.name()
                    + ": exceeded limit " + MOST_LOCALS);
        }
        activeLocals++;
    }

    /** What there was when a block began. */
    record Scope(int activeLocals, int holders) {}

    /** {@return what there is now, for {@link #endScope}} */
    Scope beginScope() {
        return new Scope(activeLocals, holders.size());
    }

    void endScope(Scope scope) {
        activeLocals = scope.activeLocals();
        heldSince(scope).clear();
        holdersNow = null;
    }

    /** Says that a local has its first value: it keeps alive what it holds, from here to the end of its block. */
    void hold(Variable variable) {
        if (variable.kind() != Variable.Kind.NUMBER && !Purity.isTemporary(variable)) {
            holders.add(variable);
            holdersNow = null;
        }
    }

    /** {@return the locals that hold something and did not when a block began} */
    List<Variable> heldSince(Scope scope) {
        return holders.subList(scope.holders(), holders.size());
    }

    private List<Variable> holdersNow() {
        List<Variable> now = holdersNow;
        if (now == null) {
            now = List.copyOf(holders);
            holdersNow = now;
        }
        return now;
    }

    /** {@return the variable of a local of this very function, or null} */
    @Nullable Variable own(Local local) {
        return locals.get(local);
    }

    /**
     * {@return the variable of this function that an expression names, or null} Casts and parentheses make no
     * difference.
     */
    @Nullable Variable own(Expression expression) {
        return switch (expression) {
            case Expression.LocalName(Local local, _) -> own(local);
            case Expression.Group(Expression inner, _) -> own(inner);
            case Expression.Cast(Expression value, _, _) -> own(value);
            default -> null;
        };
    }

    Value read(Local local) {
        Variable variable = own(local);
        if (variable != null) {
            return new Value.Get(variable);
        }
        if (isItself(local)) {
            countUpvalue(local, !usesItself);
            usesItself = true;
            return new Value.Self();
        }
        return new Value.Upvalue(upvalue(local));
    }

    private boolean isItself(Local local) {
        LocalFacts known = facts.of(local);
        return known.selfVisible && known.onlyFunction() == body;
    }

    /** {@return the position of a captured variable} */
    int upvalue(Local local) {
        Integer known = upvalues.get(local);
        if (known != null) {
            return known;
        }
        countUpvalue(local, true);
        int index = upvalues.size();
        upvalues.put(local, index);
        upvalueList.add(new LoweredFunction.Upvalue(local.name(), facts.of(local).shared()));
        return index;
    }

    private void countUpvalue(Local local, boolean isNew) {
        if (isNew && upvalues.size() + (usesItself ? 1 : 0) >= MOST_UPVALUES) {
            throw error(local.span(), "Out of upvalue registers when trying to allocate " + local.name()
                    + ": exceeded limit " + MOST_UPVALUES);
        }
    }

    /** {@return what a new closure gets for a variable that it captures} */
    Value.Capture capture(Local local) {
        return switch (read(local)) {
            case Value.Get(Variable variable) -> new Value.Capture.OfVariable(variable);
            case Value.Upvalue(int index) -> new Value.Capture.OfUpvalue(index);
            default -> new Value.Capture.OfSelf();
        };
    }

    /** {@return whether evaluating a value later yields the same} A local that is read late anyway does so, too. */
    boolean isStable(Value value, boolean late) {
        return switch (value) {
            case Value.Nil _,Value.Bool _,Value.Num _,Value.Int _,Value.Str _,Value.Self _,Value.FirstVararg _ -> true;
            case Value.Get(Variable variable) -> late || variable.kind() != Variable.Kind.CELL;
            case Value.Upvalue(int index) -> !upvalueList.get(index).cell();
            default -> false;
        };
    }

    // ---- sites and functions ----

    Site site(int siteLine) {
        var found = new Liveness.Kept(holdersNow());
        var site = new Site(sites.size(), siteLine, Collections.unmodifiableList(found.live()),
                Collections.unmodifiableList(found.held()));
        sites.add(site);
        kept.add(found);
        return site;
    }

    /** {@return the number of another import} */
    int nextImport() {
        return imports++;
    }

    /** Adds a function directly inside this one. */
    void addFunction(LoweredFunction function, Span span) {
        if (functions.size() == MOST_FUNCTIONS) {
            throw error(span, "Exceeded closure limit; simplify the code to compile");
        }
        functions.add(function);
    }

    /** {@return what was captured, in order; without the function itself} */
    List<Local> captured() {
        return List.copyOf(upvalues.keySet());
    }

    LoweredFunction finish(List<Variable> parameters) {
        var root = new Body(List.copyOf(steps));
        Liveness.fill(root, variables, kept);
        return new LoweredFunction(facts.idOf(body), body.name(), body.span().line(), parameters, body.variadic(),
                List.copyOf(variables), List.copyOf(upvalueList), List.copyOf(sites), List.copyOf(functions),
                imports, sites.isEmpty(), root);
    }

    static SyntaxException error(Span span, String message) {
        return new SyntaxException(List.of(new SyntaxError(message, span)));
    }
}
