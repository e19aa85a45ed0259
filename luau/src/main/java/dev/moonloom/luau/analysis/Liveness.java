package dev.moonloom.luau.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which variables each site has to keep: those whose values may still be read after the call, or whose cells
 * may still be used, and of the locals that can be seen the others as well. A script can tell by a weak table that a local
 * keeps what it holds alive until its block ends.
 *
 * <p>It walks backwards with the set of variables that are needed later. What is needed at the head of a loop is what is
 * needed behind it, if it ends, and what its body reads before setting it; the latter is found by a walk of its own and remembered. So
 * every step is walked over twice, however deep the loops are nested.
 */
final class Liveness {
    private static final BitSet NOTHING = new BitSet();

    private final List<Variable> variables;
    private final List<Kept> keptAtSites;

    /** What each loop reads before setting it. */
    private final IdentityHashMap<Step, BitSet> needs = new IdentityHashMap<>();

    /** Where jumps lead, by the label of the loop. */
    private final IdentityHashMap<Label, Exits> exits = new IdentityHashMap<>();

    /** The loops that are left, as far as they were walked over. Behind any other nothing is needed. */
    private final Set<Label> left = new HashSet<>();

    /** The hidden variables of the loops around the current place: needed at every site in them. */
    private final BitSet hidden = new BitSet();

    private boolean recording;

    /** What is needed behind a loop and at its latch. */
    private record Exits(BitSet afterBreak, BitSet afterContinue) {}

    /**
     * What a site keeps.
     *
     * @param holders the locals that can be seen at the site and may hold an object
     * @param live what is needed after it, still to be found out
     * @param held the holders that are not needed, still to be found out
     */
    record Kept(List<Variable> holders, List<Variable> live, List<Variable> held) {
        Kept(List<Variable> holders) {
            this(holders, new ArrayList<>(4), new ArrayList<>(4));
        }
    }

    private Liveness(List<Variable> variables, List<Kept> keptAtSites) {
        this.variables = variables;
        this.keptAtSites = keptAtSites;
    }

    /**
     * Fills in the variables that each site keeps.
     *
     * @param keptAtSites by the sites' numbers
     */
    static void fill(Body body, List<Variable> variables, List<Kept> keptAtSites) {
        var liveness = new Liveness(variables, keptAtSites);
        liveness.recording = true;
        liveness.walk(body, new BitSet());
    }

    /** Turns what is needed after a body into what is needed before it. */
    private void walk(Body body, BitSet live) {
        List<Step> steps = body.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            walk(steps.get(i), live);
        }
    }

    private void walk(Step step, BitSet live) {
        switch (step) {
            case Step.Set(Variable variable, Value value, _) -> {
                live.set(variable.index(), variable.kind() == Variable.Kind.CELL);
                use(value, live);
            }
            case Step.Declare(Variable variable, Value value, _) -> {
                live.clear(variable.index());
                use(value, live);
            }
            case Step.SetUpvalue(_, Value value, _) -> use(value, live);
            case Step.SetGlobal(_, Value value, _) -> use(value, live);
            case Step.SetIndex(Value table, Value key, Value value, _) -> {
                use(table, live);
                use(key, live);
                use(value, live);
            }
            case Step.Append(Variable table, _, Value.Arguments items, _) -> {
                live.set(table.index());
                use(items, live);
            }
            case Step.Spread(Value.Many source, List<Variable> targets, _) -> {
                targets.forEach(target -> live.clear(target.index()));
                use(source, live);
            }
            case Step.Evaluate(Value value, _) -> use(value, live);
            case Step.Call call -> call(call, live);
            case Step.If choice -> choice(choice, live);
            case Step.Loop loop -> loop(loop, live);
            case Step.NumericFor loop -> numericFor(loop, live);
            case Step.GenericFor loop -> genericFor(loop, live);
            case Step.Break(Label label) -> {
                left.add(label);
                replace(live, exitsOf(label).afterBreak());
            }
            case Step.Continue(Label label) -> replace(live, exitsOf(label).afterContinue());
            case Step.Return(Value.Arguments values, _) -> {
                live.clear();
                use(values, live);
            }
        }
    }

    private static void replace(BitSet live, BitSet other) {
        live.clear();
        live.or(other);
    }

    private Exits exitsOf(Label label) {
        Exits known = exits.get(label);
        if (known == null) {
            throw new AssertionError("a loop is left from outside");
        }
        return known;
    }

    private void choice(Step.If choice, BitSet live) {
        BitSet otherwise = copy(live);
        walk(choice.otherwise(), otherwise);
        walk(choice.then(), live);
        live.or(otherwise);
        use(choice.condition(), live);
    }

    private static BitSet copy(BitSet set) {
        return (BitSet) set.clone();
    }

    // ---- sites ----

    private void call(Step.Call call, BitSet live) {
        switch (call.target()) {
            case Step.Target.Drop() -> {}
            case Step.Target.One(Variable variable) -> live.clear(variable.index());
            case Step.Target.All(Variable variable) -> live.clear(variable.index());
            case Step.Target.Result() -> live.clear();
        }
        record(call.site(), live);
        switch (call.callee()) {
            case Step.Callee.Function(Value function) -> use(function, live);
            case Step.Callee.Method(Value object, _) -> use(object, live);
        }
        use(call.arguments(), live);
    }

    private void record(Site site, BitSet live) {
        if (recording) {
            BitSet needed = copy(live);
            needed.or(hidden);
            Kept kept = keptAtSites.get(site.number());
            needed.stream().forEach(index -> kept.live().add(variables.get(index)));
            for (Variable holder : kept.holders()) {
                if (!needed.get(holder.index())) {
                    kept.held().add(holder);
                }
            }
        }
    }

    // ---- loops ----

    private void loop(Step.Loop loop, BitSet live) {
        BitSet after = copy(live);
        BitSet inside = needsOf(loop);
        if (!left.contains(loop.label())) {
            live.clear();
        }
        live.or(inside);
        if (recording) {
            around(loop, after, copy(live));
        }
    }

    /** Walks once around a loop. {@return what is needed where it begins} */
    private BitSet around(Step.Loop loop, BitSet after, BitSet live) {
        exits.put(loop.label(), new Exits(after, NOTHING));
        walk(loop.latch(), live);
        exits.put(loop.label(), new Exits(after, copy(live)));
        walk(loop.body(), live);
        return live;
    }

    private void numericFor(Step.NumericFor loop, BitSet live) {
        BitSet after = copy(live);
        live.or(needsOf(loop));
        if (recording) {
            Variable stride = loop.stride();
            List<Variable> own = stride == null
                    ? List.of(loop.counter(), loop.limit())
                    : List.of(loop.counter(), loop.limit(), stride);
            own.forEach(variable -> hidden.set(variable.index()));
            aroundFor(loop.label(), loop.body(), after, copy(live));
            own.forEach(variable -> hidden.clear(variable.index()));
        }
        use(loop.from(), live);
        use(loop.to(), live);
        Value step = loop.step();
        if (step != null) {
            use(step, live);
        }
    }

    private void genericFor(Step.GenericFor loop, BitSet live) {
        BitSet after = copy(live);
        live.or(needsOf(loop));
        if (recording) {
            List<Variable> own = List.of(loop.iterator(), loop.state(), loop.cursor());
            own.forEach(variable -> hidden.set(variable.index()));
            record(loop.site(), live);
            hidden.set(loop.control().index());
            aroundFor(loop.label(), loop.body(), after, copy(live));
            hidden.clear(loop.control().index());
            own.forEach(variable -> hidden.clear(variable.index()));
        }
        live.set(loop.iterator().index());
        live.set(loop.state().index());
        live.set(loop.control().index());
    }

    private BitSet aroundFor(Label label, Body body, BitSet after, BitSet live) {
        exits.put(label, new Exits(after, copy(live)));
        walk(body, live);
        return live;
    }

    /** {@return what a loop reads before setting it, itself or in its next rounds} */
    private BitSet needsOf(Step loop) {
        BitSet known = needs.get(loop);
        if (known == null) {
            boolean wasRecording = recording;
            recording = false;
            known = findNeeds(loop);
            recording = wasRecording;
            needs.put(loop, known);
        }
        return known;
    }

    private BitSet findNeeds(Step step) {
        return switch (step) {
            case Step.Loop loop -> around(loop, NOTHING, new BitSet());
            case Step.NumericFor loop -> {
                BitSet live = aroundFor(loop.label(), loop.body(), NOTHING, new BitSet());
                live.clear(loop.variable().index());
                yield live;
            }
            case Step.GenericFor loop -> {
                BitSet live = aroundFor(loop.label(), loop.body(), NOTHING, new BitSet());
                loop.variables().forEach(variable -> live.clear(variable.index()));
                yield live;
            }
            default -> throw new AssertionError("no loop");
        };
    }

    // ---- uses ----

    private static void use(Value.Arguments arguments, BitSet live) {
        arguments.values().forEach(value -> use(value, live));
        use(arguments.tail(), live);
    }

    private static void use(Value.@Nullable Many many, BitSet live) {
        switch (many) {
            case null -> {}
            case Value.Many.Varargs() -> {}
            case Value.Many.Of(Variable variable) -> live.set(variable.index());
            case Value.Many.OfProvenCall(Value.ProvenCall call) -> use(call, live);
        }
    }

    private static void use(Value value, BitSet live) {
        switch (value) {
            case Value.Nil _,Value.Bool _,Value.Num _,Value.Int _,Value.Str _,Value.Upvalue _,Value.Self _,Value.Global _,Value.Import _,Value.FirstVararg _,Value.NewTable _ ->
                {}
            case Value.Get(Variable variable) -> live.set(variable.index());
            case Value.Closure closure -> closure.captures().forEach(capture -> {
                if (capture instanceof Value.Capture.OfVariable(Variable variable)) {
                    live.set(variable.index());
                }
            });
            case Value.Index(Value table, Value key, _) -> useBoth(table, key, live);
            case Value.Arithmetic(_, Value left, Value right, _) -> useBoth(left, right, live);
            case Value.Compare(_, Value left, Value right, _) -> useBoth(left, right, live);
            case Value.And(Value left, Value right) -> useBoth(left, right, live);
            case Value.Or(Value left, Value right) -> useBoth(left, right, live);
            case Value.Negate(Value operand, _) -> use(operand, live);
            case Value.Length(Value operand, _) -> use(operand, live);
            case Value.Not(Value operand) -> use(operand, live);
            case Value.Concat concat -> concat.operands().forEach(operand -> use(operand, live));
            case Value.Interpolate text -> text.values().forEach(part -> use(part, live));
            case Value.Choose(Value condition, Value then, Value otherwise) -> {
                use(condition, live);
                useBoth(then, otherwise, live);
            }
            case Value.ProvenCall(Value function, Value.Arguments arguments, _) -> {
                use(function, live);
                use(arguments, live);
            }
        }
    }

    private static void useBoth(Value first, Value second, BitSet live) {
        use(first, live);
        use(second, live);
    }
}
