package dev.moonloom.luau.codegen;

import static dev.moonloom.luau.codegen.Names.CALLS;
import static dev.moonloom.luau.codegen.Names.CELL;
import static dev.moonloom.luau.codegen.Names.CLOSURE;
import static dev.moonloom.luau.codegen.Names.COUNTERS;
import static dev.moonloom.luau.codegen.Names.CURSOR;
import static dev.moonloom.luau.codegen.Names.DOUBLE;
import static dev.moonloom.luau.codegen.Names.FIELD_NAME;
import static dev.moonloom.luau.codegen.Names.FUNCTION;
import static dev.moonloom.luau.codegen.Names.GIVING_WAY_FIRST;
import static dev.moonloom.luau.codegen.Names.INDEXING;
import static dev.moonloom.luau.codegen.Names.INT;
import static dev.moonloom.luau.codegen.Names.ITERATION;
import static dev.moonloom.luau.codegen.Names.JUMP;
import static dev.moonloom.luau.codegen.Names.LOOPS;
import static dev.moonloom.luau.codegen.Names.STATE;
import static dev.moonloom.luau.codegen.Names.TABLE;
import static dev.moonloom.luau.codegen.Names.VALUE;
import static dev.moonloom.luau.codegen.Names.VARARGS;
import static dev.moonloom.luau.codegen.Names.VOID;
import static dev.moonloom.luau.codegen.Names.YIELD;
import static dev.moonloom.luau.codegen.Names.type;

import dev.moonloom.luau.analysis.Body;
import dev.moonloom.luau.analysis.Site;
import dev.moonloom.luau.analysis.Step;
import dev.moonloom.luau.analysis.Value;
import dev.moonloom.luau.analysis.Value.Arguments;
import dev.moonloom.luau.analysis.Value.Many;
import dev.moonloom.luau.analysis.Variable;
import dev.moonloom.luau.analysis.Variable.Kind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.luaj.vm2.LuaString;

/**
 * Emits the steps of a function, twice: the direct code, which begins at the beginning, and the rest, which begins behind
 * any of its calls.
 *
 * <p>Behind each call stands a test for the sentinel. Where it is found, cold code at the method's end saves the variables
 * that are needed later, and what other locals keep alive, and answers the sentinel in turn. In the rest, every variable is
 * first filled from the saved frame (or with a default); then control jumps to the call, or, when that stands in a loop, to
 * the loop's head, where a switch leads on inwards. So a loop is only ever entered at its head, and the JIT sees loops as
 * usual.
 */
final class BodyEmitter {
    private final CodeBuilder code;
    private final MethodContext context;
    private final Slots slots;
    private final ValueEmitter values;
    private final VariableEmitter variables;
    private final FrameEmitter frames;

    private final IdentityHashMap<dev.moonloom.luau.analysis.Label, LoopLabels> loops = new IdentityHashMap<>();
    private final List<ColdExit> coldExits = new ArrayList<>();

    /** In the rest, where to go for each site: its own label, or that of the loop or segment around it, outermost first. */
    private Map<Integer, Label> doors = new HashMap<>();

    private record LoopLabels(Label latch, Label end) {}

    /** Code at the end of the method that saves the frame for one site; entered with the sentinel on the stack. */
    private record ColdExit(Label label, Site site) {}

    BodyEmitter(CodeBuilder code, MethodContext context) {
        this.code = code;
        this.context = context;
        this.slots = context.slots();
        this.values = new ValueEmitter(code, context);
        this.variables = values.variables();
        this.frames = new FrameEmitter(code, context, variables);
    }

    /** Emits parts of the function: all of it, or a segment. */
    void emitAll(List<Outline.Part> parts) {
        if (context.resume() != null) {
            doors = doorsOf(parts);
            dispatch(doors);
        }
        emit(parts);
        if (!endsWithReturn(parts)) {
            leaveWithNothing();
        }
        for (ColdExit exit : coldExits) {
            emitColdExit(exit);
        }
    }

    private static boolean endsWithReturn(List<Outline.Part> parts) {
        return !parts.isEmpty() && parts.getLast() instanceof Outline.Part.Single(Step.Return _);
    }

    private void leaveWithNothing() {
        if (context.segment()) {
            code.aconst_null();
        } else {
            code.getstatic(VALUE, "NONE", VALUE);
        }
        leave();
    }

    /** Returns what is on the stack. */
    private void leave() {
        if (context.topPlace() >= 0) {
            code.aload(context.statePlace()).iload(context.topPlace()).putfield(STATE, "top", INT);
        }
        code.areturn();
    }

    private void emit(Body body) {
        emit(context.outline().partsOf(body));
    }

    private void emit(List<Outline.Part> parts) {
        for (Outline.Part part : parts) {
            int mark = slots.mark();
            switch (part) {
                case Outline.Part.Single(Step step) -> emit(step);
                case Outline.Segment segment -> emitSegmentCall(segment);
            }
            slots.release(mark);
        }
    }

    private void emit(Step step) {
        switch (step) {
            case Step.Set(Variable variable, Value value, int line) -> {
                values.line(line);
                values.store(value, variable);
            }
            case Step.Declare(Variable variable, Value value, int line) -> {
                values.line(line);
                declare(variable, value);
            }
            case Step.SetUpvalue set -> emitSetUpvalue(set);
            case Step.SetGlobal(LuaString name, Value value, int line) -> {
                code.aload(context.selfPlace()).getfield(CLOSURE, "environment", TABLE);
                values.key(name);
                values.push(value);
                values.line(line);
                values.self();
                code.invokestatic(INDEXING, "storeGlobal", type(VOID, TABLE, FIELD_NAME, VALUE, FUNCTION));
            }
            case Step.SetIndex set -> emitSetIndex(set);
            case Step.Append(Variable table, int from, Arguments items, int line) -> {
                values.push(new Value.Get(table));
                code.checkcast(TABLE);
                Literals.pushCount(code, from);
                values.pushMany(items);
                values.line(line);
                code.invokestatic(INDEXING, "append", type(VOID, TABLE, INT, VARARGS));
            }
            case Step.Spread(Many source, List<Variable> targets, int line) -> {
                values.line(line);
                int place = slots.reference();
                values.pushTail(source);
                code.astore(place);
                spread(place, targets);
            }
            case Step.Evaluate(Value value, int line) -> {
                values.line(line);
                values.push(value);
                code.pop();
            }
            case Step.Call call -> emitCall(call);
            case Step.If choice -> emitIf(choice);
            case Step.Loop loop -> emitLoop(loop);
            case Step.NumericFor loop -> emitNumericFor(loop);
            case Step.GenericFor loop -> emitGenericFor(loop);
            case Step.Break(var label) -> emitBreak(label);
            case Step.Continue(var label) -> emitContinue(label);
            case Step.Return(Arguments results, int line) -> {
                values.line(line);
                values.pushMany(results);
                leave();
            }
        }
    }

    private void emitBreak(dev.moonloom.luau.analysis.Label label) {
        LoopLabels labels = loops.get(label);
        if (labels != null) {
            code.goto_(labels.end());
        } else {
            jump(context.names().breakOf(label));
        }
    }

    private void emitContinue(dev.moonloom.luau.analysis.Label label) {
        LoopLabels labels = loops.get(label);
        if (labels != null) {
            code.goto_(labels.latch());
        } else {
            jump(context.names().continueOf(label));
        }
    }

    /** Leaves a segment for a loop outside. */
    private void jump(int target) {
        Literals.pushCount(code, target);
        code.invokestatic(JUMP, "to", type(JUMP, INT)).areturn();
    }

    private void declare(Variable variable, Value value) {
        if (variable.kind() == Kind.CELL) {
            values.push(value);
            variables.bind(variable);
        } else {
            values.store(value, variable);
        }
    }

    private void emitSetUpvalue(Step.SetUpvalue set) {
        values.self();
        code.getfield(context.closure(), ValueEmitter.upvalueName(set.index()), CELL);
        values.push(set.value());
        code.putfield(CELL, "value", VALUE);
    }

    private void emitSetIndex(Step.SetIndex set) {
        Value table = set.table();
        Value key = set.key();
        Value value = set.value();
        if (values.isOvertaken(table, key) || values.isOvertaken(table, value)
                || values.isOvertaken(key, value)) {
            table = table instanceof Value.Get ? table : values.scratch(table);
            key = key instanceof Value.Get || values.isFixed(key) ? key : values.scratch(key);
            value = values.scratch(value);
        }
        values.push(table);
        if (key instanceof Value.Str(LuaString name)) {
            values.key(name);
            values.push(value);
            values.line(set.line());
            values.self();
            code.invokestatic(INDEXING, "store", type(VOID, VALUE, FIELD_NAME, VALUE, FUNCTION));
        } else if (values.arithmetic().isNumber(key)) {
            values.arithmetic().pushNumber(key);
            values.push(value);
            values.line(set.line());
            storeAtNumber();
        } else if (values.operandOf(key) instanceof Operand.Dual dual) {
            emitDualStore(dual, value, set.line());
        } else {
            values.push(key);
            values.push(value);
            values.line(set.line());
            storeAtValue();
        }
    }

    /** Stores at a key that may be a number; the table is on the stack. */
    private void emitDualStore(Operand.Dual key, Value value, int line) {
        int stored = slots.reference();
        Label slow = code.newLabel();
        Label end = code.newLabel();
        values.push(value);
        values.line(line);
        code.astore(stored).aload(key.other()).ifnonnull(slow);
        code.dload(key.number()).aload(stored);
        storeAtNumber();
        code.goto_(end).labelBinding(slow).aload(key.other()).aload(stored);
        storeAtValue();
        code.labelBinding(end);
    }

    private void storeAtNumber() {
        values.self();
        code.invokestatic(INDEXING, "store", type(VOID, VALUE, DOUBLE, VALUE, FUNCTION));
    }

    private void storeAtValue() {
        values.self();
        code.invokestatic(INDEXING, "store", type(VOID, VALUE, VALUE, VALUE, FUNCTION));
    }

    /** Gives variables the first values of what a place holds; a loop's variables begin a new life each time. */
    private void spread(int place, List<Variable> targets) {
        for (int i = 0; i < targets.size(); i++) {
            Variable target = targets.get(i);
            code.aload(place);
            if (i == 0) {
                values.first();
            } else {
                code.loadConstant(i + 1).invokevirtual(VARARGS, "arg", type(VALUE, INT));
            }
            variables.bind(target);
        }
    }

    // ---- calls ----

    private void emitCall(Step.Call call) {
        int line = call.site().line();
        values.line(line);
        switch (call.callee()) {
            case Step.Callee.Function(Value.Self()) when context.names().givingWay() != GivingWay.BEFORE_CALLS ->
                values.pushSelfCall(call.arguments(), line);
            case Step.Callee.Function(Value function) -> {
                values.pushCallee(function);
                giveWayFirst();
                values.pushCall(call.arguments(), line);
            }
            case Step.Callee.Method(Value object, LuaString name) -> {
                Value receiver = object instanceof Value.Get ? object : values.scratch(object);
                Arguments arguments = values.settled(call.arguments());
                values.push(receiver);
                values.key(name);
                values.self();
                values.line(line);
                code.invokestatic(CALLS, "method", type(FUNCTION, VALUE, FIELD_NAME, FUNCTION));
                giveWayFirst();
                var all = new ArrayList<Value>();
                all.add(receiver);
                all.addAll(arguments.values());
                values.pushCall(new Arguments(all, arguments.tail()), line);
            }
        }
        testYield(call.site());
        switch (call.target()) {
            case Step.Target.Drop() -> code.pop();
            case Step.Target.One(Variable variable) -> {
                values.first();
                if (variable.kind() == Kind.CELL) {
                    variables.load(variable);
                    code.swap().putfield(CELL, "value", VALUE);
                } else {
                    variables.bind(variable);
                }
            }
            case Step.Target.All(Variable variable) -> variables.store(variable);
            case Step.Target.Result() -> leave();
        }
    }

    /** In code for a proof, the function on the stack becomes one that gives way first. */
    private void giveWayFirst() {
        String wrapper = context.names().givingWay().wrapper();
        if (wrapper != null) {
            code.invokestatic(GIVING_WAY_FIRST, wrapper, type(FUNCTION, FUNCTION));
        }
    }

    /**
     * Goes to cold code when the sentinel is on the stack, and goes on with the results there otherwise. In the rest, control
     * also comes here on its way behind this very call.
     */
    private void testYield(Site site) {
        var exit = new ColdExit(code.newLabel(), site);
        coldExits.add(exit);
        code.dup().getstatic(YIELD, "YIELD", VARARGS).if_acmpeq(exit.label());
        MethodContext.Resume resume = context.resume();
        if (resume != null) {
            Label after = code.newLabel();
            code.goto_(after).labelBinding(doorOf(site.number()));
            code.iconst_0().istore(resume.entryPlace()).aload(resume.resultsPlace());
            code.labelBinding(after);
        }
    }

    private Label doorOf(int site) {
        Label door = doors.get(site);
        if (door == null) {
            throw new AssertionError("no way to site " + site);
        }
        return door;
    }

    private void emitColdExit(ColdExit exit) {
        code.labelBinding(exit.label()).pop();
        values.forgetLine();
        frames.save(exit.site());
        code.getstatic(YIELD, "YIELD", VARARGS).areturn();
    }

    // ---- segments ----

    /** Calls a segment; what it answers other than null is where control goes, or what the function returns. */
    private void emitSegmentCall(Outline.Segment segment) {
        int result = slots.reference();
        MethodContext.Resume resume = context.resume();
        List<Integer> sites = segment.sites();
        if (resume == null || sites.isEmpty()) {
            values.self();
            code.aload(context.sharedPlace());
            pushVarargs();
            code.invokevirtual(context.closure(), FunctionEmitter.segmentName(segment), FunctionEmitter.SEGMENT_TYPE);
        } else {
            code.labelBinding(doorOf(sites.getFirst()));
            values.self();
            code.aload(context.sharedPlace());
            pushVarargs();
            code.iload(resume.entryPlace()).aload(resume.framePlace()).aload(resume.resultsPlace());
            code.invokestatic(context.owner(), FunctionEmitter.segmentName(segment),
                    FunctionEmitter.restSegmentType(context.closure()));
            code.iconst_0().istore(resume.entryPlace());
        }
        values.forgetLine();
        Label next = code.newLabel();
        Label leaves = code.newLabel();
        code.astore(result).aload(result).ifnull(next);
        List<SwitchCase> jumps = jumpsOutOf(segment);
        if (!jumps.isEmpty()) {
            code.aload(result).instanceOf(JUMP).ifeq(leaves);
            code.aload(result).checkcast(JUMP).getfield(JUMP, "target", INT).lookupswitch(leaves, jumps);
        }
        code.labelBinding(leaves).aload(result);
        leave();
        code.labelBinding(next);
    }

    private void pushVarargs() {
        if (context.varargsPlace() >= 0) {
            code.aload(context.varargsPlace());
        } else {
            code.aconst_null();
        }
    }

    /** {@return where control may go from a segment in this method} */
    private List<SwitchCase> jumpsOutOf(Outline.Segment segment) {
        var cases = new TreeMap<Integer, Label>();
        Walk.jumpsIn(segment.parts(), context.outline(), jump -> {
            switch (jump) {
                case Step.Break(var label) when loops.containsKey(label) ->
                    cases.put(context.names().breakOf(label), labelsOf(label).end());
                case Step.Continue(var label) when loops.containsKey(label) ->
                    cases.put(context.names().continueOf(label), labelsOf(label).latch());
                default -> {}
            }
        });
        return cases.entrySet().stream().map(jump -> SwitchCase.of(jump.getKey(), jump.getValue())).toList();
    }

    private LoopLabels labelsOf(dev.moonloom.luau.analysis.Label label) {
        return Objects.requireNonNull(loops.get(label));
    }

    // ---- control flow ----

    private void emitIf(Step.If choice) {
        Label otherwise = code.newLabel();
        values.line(choice.line());
        values.conditions().branch(choice.condition(), otherwise, false);
        emit(choice.then());
        if (choice.otherwise().steps().isEmpty()) {
            code.labelBinding(otherwise);
        } else {
            Label end = code.newLabel();
            code.goto_(end).labelBinding(otherwise);
            values.forgetLine();
            emit(choice.otherwise());
            code.labelBinding(end);
        }
        values.forgetLine();
    }

    private LoopLabels begin(dev.moonloom.luau.analysis.Label label) {
        var labels = new LoopLabels(code.newLabel(), code.newLabel());
        loops.put(label, labels);
        values.forgetLine();
        return labels;
    }

    /** Emits a loop's head, from which the rest finds its way to the calls inside. */
    private Label head(List<Site> own, Body... inside) {
        Map<Integer, Label> inner = new HashMap<>();
        if (context.resume() != null) {
            own.forEach(site -> inner.put(site.number(), code.newLabel()));
            for (Body body : inside) {
                inner.putAll(doorsOf(context.outline().partsOf(body)));
            }
        }
        Label head = inner.isEmpty() ? code.newLabel() : doorOf(inner.keySet().iterator().next());
        code.labelBinding(head);
        doors.putAll(inner);
        dispatch(inner);
        return head;
    }

    /** Goes on inwards when the rest is still on its way to a call. */
    private void dispatch(Map<Integer, Label> targets) {
        MethodContext.Resume resume = context.resume();
        if (targets.isEmpty() || resume == null) {
            return;
        }
        Label none = code.newLabel();
        code.iload(resume.entryPlace()).ifeq(none);
        var sites = new TreeMap<>(targets);
        List<SwitchCase> lasts = new ArrayList<>();
        sites.forEach((site, door) -> {
            if (sites.get(site + 1) != door) {
                lasts.add(SwitchCase.of(site + 1, door));
            }
        });
        if (lasts.size() * 2 <= sites.size()) {
            // Sites behind one door follow each other: the first whose last is not passed is theirs.
            for (SwitchCase last : lasts) {
                code.iload(resume.entryPlace());
                Literals.pushCount(code, last.caseValue());
                code.if_icmple(last.target());
            }
        } else {
            List<SwitchCase> cases = new ArrayList<>();
            sites.forEach((site, door) -> cases.add(SwitchCase.of(site + 1, door)));
            code.iload(resume.entryPlace()).lookupswitch(none, cases);
        }
        code.labelBinding(none);
    }

    /** {@return for each site in some parts its own label, or one for the loop or segment that holds the site} */
    private Map<Integer, Label> doorsOf(List<Outline.Part> parts) {
        Map<Integer, Label> found = new HashMap<>();
        for (Outline.Part part : parts) {
            switch (part) {
                case Outline.Segment segment -> {
                    Label call = code.newLabel();
                    segment.sites().forEach(site -> found.put(site, call));
                }
                case Outline.Part.Single(Step.If choice) -> {
                    found.putAll(doorsOf(context.outline().partsOf(choice.then())));
                    found.putAll(doorsOf(context.outline().partsOf(choice.otherwise())));
                }
                case Outline.Part.Single(Step step) -> {
                    Label door = code.newLabel();
                    Sites.in(step).forEach(site -> found.put(site, door));
                }
            }
        }
        return found;
    }

    private void emitLoop(Step.Loop loop) {
        LoopLabels labels = begin(loop.label());
        Label head = head(List.of(), loop.body(), loop.latch());
        emit(loop.body());
        code.labelBinding(labels.latch());
        values.forgetLine();
        emit(loop.latch());
        poll();
        code.goto_(head).labelBinding(labels.end());
        values.forgetLine();
    }

    private void poll() {
        code.aload(context.statePlace()).invokevirtual(STATE, "poll", type(VOID));
    }

    private void emitNumericFor(Step.NumericFor loop) {
        boolean whole = loop.counter().kind() == Kind.LONG;
        values.line(loop.line());
        double constantStep = loop.step() instanceof Value.Num(double step) ? step : 1;
        if (whole) {
            prepareWhole(loop, (long) constantStep);
        } else {
            prepareNumeric(loop);
        }
        LoopLabels labels = begin(loop.label());
        Label head = head(List.of(), loop.body());
        if (whole) {
            variables.loadLong(loop.counter());
            variables.loadLong(loop.limit());
            code.lcmp().branch(constantStep > 0 ? Opcode.IFGT : Opcode.IFLT, labels.end());
            variables.loadLong(loop.counter());
            code.l2d();
        } else {
            testCounter(loop, constantStep, labels.end());
            variables.loadNumber(loop.counter());
        }
        variables.bindNumber(loop.variable());
        emit(loop.body());
        code.labelBinding(labels.latch());
        if (whole) {
            variables.loadLong(loop.counter());
            code.loadConstant((long) constantStep).ladd();
            variables.storeLong(loop.counter());
        } else {
            variables.loadNumber(loop.counter());
            pushStride(loop, constantStep);
            code.dadd();
            variables.storeNumber(loop.counter());
        }
        poll();
        code.goto_(head).labelBinding(labels.end());
        values.forgetLine();
    }

    private void prepareWhole(Step.NumericFor loop, long step) {
        pushBound(loop.to(), "limit");
        code.loadConstant(step).invokestatic(COUNTERS, "wholeLimit", type(Names.LONG, DOUBLE, Names.LONG));
        variables.storeLong(loop.limit());
        code.loadConstant((long) ((Value.Num) loop.from()).value());
        variables.storeLong(loop.counter());
    }

    /** All three are evaluated before any of them is tested. */
    private void prepareNumeric(Step.NumericFor loop) {
        Value from = settledBound(loop.from());
        Value to = settledBound(loop.to());
        Value step = loop.step() == null ? null : settledBound(loop.step());
        pushBound(from, "initial value");
        variables.storeNumber(loop.counter());
        pushBound(to, "limit");
        variables.storeNumber(loop.limit());
        Variable stride = loop.stride();
        if (stride != null && step != null) {
            pushBound(step, "step");
            variables.storeNumber(stride);
        }
    }

    private Value settledBound(Value value) {
        return values.isFixed(value) ? value : values.scratch(value);
    }

    private void pushBound(Value value, String what) {
        if (values.arithmetic().isNumber(value)) {
            values.arithmetic().pushNumber(value);
        } else {
            values.push(value);
            code.loadConstant(what);
            values.self();
            code.invokestatic(LOOPS, "bound", type(DOUBLE, VALUE, ConstantDescs.CD_String, FUNCTION));
        }
    }

    private void pushStride(Step.NumericFor loop, double constantStep) {
        Variable stride = loop.stride();
        if (stride == null) {
            code.loadConstant(constantStep);
        } else {
            variables.loadNumber(stride);
        }
    }

    private void testCounter(Step.NumericFor loop, double constantStep, Label end) {
        variables.loadNumber(loop.counter());
        variables.loadNumber(loop.limit());
        if (loop.stride() != null) {
            pushStride(loop, constantStep);
            code.invokestatic(COUNTERS, "goesOn", type(Names.BOOL, DOUBLE, DOUBLE, DOUBLE)).ifeq(end);
        } else if (constantStep > 0) {
            code.dcmpg().ifgt(end);
        } else {
            code.dcmpl().iflt(end);
        }
    }

    private void emitGenericFor(Step.GenericFor loop) {
        startIteration(loop);
        LoopLabels labels = begin(loop.label());
        Label head = head(List.of(loop.site()), loop.body());
        Label call = code.newLabel();
        Label body = code.newLabel();
        values.line(loop.line());
        variables.load(loop.cursor());
        code.ifnull(call);
        variables.load(loop.cursor());
        code.invokevirtual(CURSOR, "next", type(Names.BOOL)).ifeq(labels.end());
        bindFromCursor(loop);
        code.goto_(body).labelBinding(call);
        variables.load(loop.iterator());
        code.checkcast(FUNCTION);
        giveWayFirst();
        values.self();
        code.invokestatic(ITERATION, "beginCall", type(VOID, FUNCTION));
        variables.load(loop.state());
        variables.load(loop.control());
        code.invokevirtual(FUNCTION, "exec2", Names.exec(2));
        values.self();
        code.invokestatic(ITERATION, "endCall", type(VOID, FUNCTION));
        testYield(loop.site());
        int results = slots.reference();
        code.astore(results).aload(results);
        values.first();
        code.dup();
        variables.store(loop.control());
        code.getstatic(VALUE, "NIL", VALUE).if_acmpeq(labels.end());
        spread(results, loop.variables());
        code.labelBinding(body);
        values.forgetLine();
        emit(loop.body());
        code.labelBinding(labels.latch());
        poll();
        code.goto_(head).labelBinding(labels.end());
        values.forgetLine();
    }

    /** Decides how the loop goes: over a table by position, or by calls of an iterator. */
    private void startIteration(Step.GenericFor loop) {
        int iteration = slots.reference();
        Label end = code.newLabel();
        values.line(loop.line());
        variables.load(loop.iterator());
        variables.load(loop.state());
        variables.load(loop.control());
        values.self();
        code.invokestatic(ITERATION, "start", type(ITERATION, VALUE, VALUE, VALUE, FUNCTION)).astore(iteration);
        code.aload(iteration).getfield(ITERATION, "cursor", CURSOR).dup();
        variables.store(loop.cursor());
        code.ifnonnull(end);
        code.aload(iteration).getfield(ITERATION, "function", FUNCTION);
        variables.store(loop.iterator());
        code.aload(iteration).getfield(ITERATION, "state", VALUE);
        variables.store(loop.state());
        code.aload(iteration).getfield(ITERATION, "control", VALUE);
        variables.store(loop.control());
        code.labelBinding(end);
    }

    private void bindFromCursor(Step.GenericFor loop) {
        List<Variable> targets = loop.variables();
        for (int i = 0; i < targets.size(); i++) {
            Variable target = targets.get(i);
            switch (i) {
                case 0 -> bindKey(loop.cursor(), target);
                case 1 -> {
                    variables.load(loop.cursor());
                    code.getfield(CURSOR, "value", VALUE);
                    variables.bind(target);
                }
                default -> {
                    code.getstatic(VALUE, "NIL", VALUE);
                    variables.bind(target);
                }
            }
        }
    }

    /** The position in a list needs no box where the loop's variable takes numbers as they are. */
    private void bindKey(Variable cursor, Variable target) {
        Label boxed = code.newLabel();
        Label end = code.newLabel();
        boolean dual = slots.kindOf(target) == Kind.DUAL;
        if (dual) {
            variables.load(cursor);
            code.getfield(CURSOR, "keyIsIndex", Names.BOOL).ifeq(boxed);
            variables.load(cursor);
            code.getfield(CURSOR, "index", INT).i2d();
            variables.bindNumber(target);
            code.goto_(end).labelBinding(boxed);
        }
        variables.load(cursor);
        code.invokevirtual(CURSOR, "key", type(VALUE));
        variables.bind(target);
        code.labelBinding(end);
    }
}
