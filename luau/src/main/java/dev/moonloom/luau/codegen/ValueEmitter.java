package dev.moonloom.luau.codegen;

import static dev.moonloom.luau.codegen.Names.ARITHMETIC;
import static dev.moonloom.luau.codegen.Names.BOOL;
import static dev.moonloom.luau.codegen.Names.BOOLEAN;
import static dev.moonloom.luau.codegen.Names.CALLS;
import static dev.moonloom.luau.codegen.Names.CELL;
import static dev.moonloom.luau.codegen.Names.CLOSURE;
import static dev.moonloom.luau.codegen.Names.COMPARISON;
import static dev.moonloom.luau.codegen.Names.DOUBLE;
import static dev.moonloom.luau.codegen.Names.FIELD_NAME;
import static dev.moonloom.luau.codegen.Names.FUNCTION;
import static dev.moonloom.luau.codegen.Names.INDEXING;
import static dev.moonloom.luau.codegen.Names.INT;
import static dev.moonloom.luau.codegen.Names.NUMBER;
import static dev.moonloom.luau.codegen.Names.NUMBERS;
import static dev.moonloom.luau.codegen.Names.PROTOTYPE;
import static dev.moonloom.luau.codegen.Names.STATE;
import static dev.moonloom.luau.codegen.Names.STRING;
import static dev.moonloom.luau.codegen.Names.TABLE;
import static dev.moonloom.luau.codegen.Names.VALUE;
import static dev.moonloom.luau.codegen.Names.VALUES;
import static dev.moonloom.luau.codegen.Names.VARARGS;
import static dev.moonloom.luau.codegen.Names.type;

import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.analysis.Value;
import dev.moonloom.luau.analysis.Value.Arguments;
import dev.moonloom.luau.analysis.Value.Capture;
import dev.moonloom.luau.analysis.Value.Many;
import dev.moonloom.luau.analysis.Value.Operator;
import dev.moonloom.luau.analysis.Value.Relation;
import dev.moonloom.luau.analysis.Variable;
import dev.moonloom.luau.analysis.Variable.Kind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * Emits values: pushes them boxed, stores them into variables, or branches on them. Arithmetic and comparisons test
 * whether all their operands are numbers, once, and then compute unboxed; the runtime's operators do the rest.
 */
final class ValueEmitter {
    private final CodeBuilder code;
    private final MethodContext context;
    private final Slots slots;
    private final VariableEmitter variables;
    private int lastLine = -1;

    ValueEmitter(CodeBuilder code, MethodContext context) {
        this.code = code;
        this.context = context;
        this.slots = context.slots();
        this.variables = new VariableEmitter(code, context);
    }

    /** {@return the emitter of the method's variables} */
    VariableEmitter variables() {
        return variables;
    }

    /** What follows belongs to a line of the source. */
    void line(int line) {
        if (line != lastLine && line > 0) {
            code.lineNumber(line);
            lastLine = line;
        }
    }

    /** What follows is reached from elsewhere: which line was last is not known. */
    void forgetLine() {
        lastLine = -1;
    }

    // ---- pushing ----

    /** Pushes a value, a number in a box. */
    void push(Value value) {
        switch (value) {
            case Value.Nil() -> nil();
            case Value.Bool(boolean truth) -> bool(truth);
            case Value.Num _,Value.Arithmetic _,Value.Negate _ -> pushBoxed(operand(value));
            case Value.Str(LuaString text) -> constant(text);
            case Value.Get(Variable variable) -> pushVariable(variable);
            case Value.Upvalue(int index) -> pushUpvalue(index);
            case Value.Self() -> self();
            case Value.Global(LuaString name, int line) -> {
                line(line);
                environment();
                key(name);
                self();
                code.invokestatic(INDEXING, "global", type(VALUE, TABLE, FIELD_NAME, FUNCTION));
            }
            case Value.Import imported -> pushImport(imported, "imported", VALUE);
            case Value.FirstVararg() -> {
                code.aload(context.varargsPlace());
                first();
            }
            case Value.Closure closure -> pushClosure(closure);
            case Value.NewTable(int listSize, int hashSize) -> {
                code.new_(TABLE).dup().loadConstant(listSize).loadConstant(hashSize);
                code.invokespecial(TABLE, ConstantDescs.INIT_NAME, type(Names.VOID, INT, INT));
            }
            case Value.Index index -> pushIndex(index);
            case Value.Length(Value operand, int line) -> {
                push(operand);
                line(line);
                self();
                code.invokestatic(ARITHMETIC, "length", type(VALUE, VALUE, FUNCTION));
            }
            case Value.Not _,Value.Compare _ -> pushTruth(value);
            case Value.Concat concat -> pushConcat(concat);
            case Value.Interpolate interpolate -> pushInterpolation(interpolate);
            case Value.And(Value left, Value right) -> pushEither(left, right, false);
            case Value.Or(Value left, Value right) -> pushEither(left, right, true);
            case Value.Choose(Value condition, Value then, Value otherwise) -> {
                Label no = code.newLabel();
                Label end = code.newLabel();
                branch(condition, no, false);
                push(then);
                code.goto_(end).labelBinding(no);
                push(otherwise);
                code.labelBinding(end);
            }
            case Value.ProvenCall call -> {
                pushResults(call);
                first();
            }
        }
    }

    private void nil() {
        code.getstatic(VALUE, "NIL", VALUE);
    }

    private void bool(boolean truth) {
        code.getstatic(VALUE, truth ? "TRUE" : "FALSE", BOOLEAN);
    }

    /** Pushes the running function. */
    void self() {
        code.aload(context.selfPlace());
    }

    private void environment() {
        self();
        code.getfield(CLOSURE, "environment", TABLE);
    }

    void constant(LuaString text) {
        context.constants().push(code, text);
    }

    /** Pushes a constant key. */
    void key(LuaString name) {
        context.constants().pushName(code, name);
    }

    /** Takes any number of values off the stack and pushes the first of them, or nil. */
    void first() {
        code.invokestatic(CALLS, "first", type(VALUE, VARARGS));
    }

    private void pushVariable(Variable variable) {
        switch (slots.kindOf(variable)) {
            case VALUE -> variables.load(variable);
            case NUMBER -> {
                code.dload(slots.of(variable));
                box();
            }
            case DUAL -> {
                code.dload(slots.of(variable)).aload(slots.otherOf(variable));
                code.invokestatic(ARITHMETIC, "box", type(VALUE, DOUBLE, VALUE));
            }
            case CELL -> {
                variables.load(variable);
                code.getfield(CELL, "value", VALUE);
            }
            case MANY -> {
                variables.load(variable);
                first();
            }
            case LONG, CURSOR -> throw new AssertionError("a hidden variable is no value: " + variable);
        }
    }

    private void box() {
        code.invokestatic(NUMBER, "of", type(NUMBER, DOUBLE));
    }

    /** Pushes what a call of a value calls. */
    void pushCallee(Value function) {
        if (function instanceof Value.Import imported) {
            pushImport(imported, "importedFunction", FUNCTION);
        } else {
            push(function);
            self();
            code.invokestatic(CALLS, "callee", type(FUNCTION, VALUE, FUNCTION));
        }
    }

    private void pushImport(Value.Import imported, String method, ClassDesc kind) {
        line(imported.line());
        self();
        key(imported.library());
        key(imported.member());
        code.loadConstant(imported.number());
        code.invokestatic(INDEXING, method, type(kind, CLOSURE, FIELD_NAME, FIELD_NAME, INT));
    }

    private void pushUpvalue(int index) {
        self();
        LoweredFunction.Upvalue upvalue = context.function().upvalues().get(index);
        if (upvalue.cell()) {
            code.getfield(context.closure(), upvalueName(index), CELL).getfield(CELL, "value", VALUE);
        } else {
            code.getfield(context.closure(), upvalueName(index), VALUE);
        }
    }

    static String upvalueName(int index) {
        return "upvalue" + index;
    }

    private void pushClosure(Value.Closure closure) {
        int mark = slots.mark();
        int prototype = slots.reference();
        Label end = code.newLabel();
        self();
        code.getfield(CLOSURE, "prototype", PROTOTYPE).getfield(PROTOTYPE, "children", PROTOTYPE.arrayType());
        code.loadConstant(context.function().functions().indexOf(closure.function())).aaload().astore(prototype);
        if (closure.shared()) {
            code.aload(prototype);
            environment();
            code.invokestatic(CLOSURE, "shared", type(CLOSURE, PROTOTYPE, TABLE));
            code.dup().ifnonnull(end).pop();
        }
        ClassDesc made = context.names().classOf(closure.function());
        code.new_(made).dup();
        state();
        code.aload(prototype);
        environment();
        for (Capture capture : closure.captures()) {
            pushCapture(capture);
        }
        code.invokespecial(made, ConstantDescs.INIT_NAME, FunctionEmitter.constructorType(closure.function()));
        if (closure.shared()) {
            code.dup().aload(prototype).swap().putfield(PROTOTYPE, "shared", CLOSURE);
            code.labelBinding(end);
        }
        slots.release(mark);
    }

    private void state() {
        self();
        code.getfield(FUNCTION, "state", STATE);
    }

    private void pushCapture(Capture capture) {
        switch (capture) {
            case Capture.OfVariable(Variable variable) when slots.kindOf(variable) == Kind.CELL ->
                variables.load(variable);
            case Capture.OfVariable(Variable variable) -> pushVariable(variable);
            case Capture.OfUpvalue(int index) -> {
                self();
                boolean cell = context.function().upvalues().get(index).cell();
                code.getfield(context.closure(), upvalueName(index), cell ? CELL : VALUE);
            }
            case Capture.OfSelf() -> self();
        }
    }

    private void pushIndex(Value.Index index) {
        if (index.key() instanceof Value.Str(LuaString name)) {
            push(index.table());
            line(index.line());
            key(name);
            self();
            code.invokestatic(INDEXING, "index", type(VALUE, VALUE, FIELD_NAME, FUNCTION));
            return;
        }
        int mark = slots.mark();
        Value key = isOvertaken(index.table(), index.key()) ? scratch(index.key()) : index.key();
        push(index.table());
        if (isNumber(key)) {
            pushNumber(key);
            line(index.line());
            self();
            code.invokestatic(INDEXING, "index", type(VALUE, VALUE, DOUBLE, FUNCTION));
        } else if (operandOf(key) instanceof Operand.Dual dual) {
            Label slow = code.newLabel();
            Label end = code.newLabel();
            line(index.line());
            code.aload(dual.other()).ifnonnull(slow);
            code.dload(dual.number());
            self();
            code.invokestatic(INDEXING, "index", type(VALUE, VALUE, DOUBLE, FUNCTION));
            code.goto_(end).labelBinding(slow).aload(dual.other());
            self();
            code.invokestatic(INDEXING, "index", type(VALUE, VALUE, VALUE, FUNCTION)).labelBinding(end);
        } else {
            push(key);
            line(index.line());
            self();
            code.invokestatic(INDEXING, "index", type(VALUE, VALUE, VALUE, FUNCTION));
        }
        slots.release(mark);
    }

    /** {@return whether a value is a captured local, which the source reads late, and another one may change it before} */
    boolean isOvertaken(Value value, Value after) {
        return value instanceof Value.Get(Variable variable) && slots.kindOf(variable) == Kind.CELL && !isLocal(after)
                && !(after instanceof Value.Str);
    }

    /** {@return the operand for a key that is arithmetic or a local which may be a number; null for any other} */
    @Nullable Operand operandOf(Value key) {
        return switch (key) {
            case Value.Get(Variable variable) when slots.kindOf(variable) == Kind.DUAL ->
                new Operand.Dual(slots.of(variable), slots.otherOf(variable));
            case Value.Arithmetic _,Value.Negate _ -> materialised(operand(key));
            default -> null;
        };
    }

    private void pushTruth(Value condition) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        branch(condition, no, false);
        bool(true);
        code.goto_(end).labelBinding(no);
        bool(false);
        code.labelBinding(end);
    }

    private void pushConcat(Value.Concat concat) {
        List<Value> operands = concat.operands();
        if (operands.size() == 2) {
            push(operands.getFirst());
            push(operands.getLast());
            line(concat.line());
            self();
            code.invokestatic(ARITHMETIC, "concat", type(VALUE, VALUE, VALUE, FUNCTION));
        } else {
            pushArray(operands);
            line(concat.line());
            self();
            code.invokestatic(ARITHMETIC, "concat", type(VALUE, VALUE.arrayType(), FUNCTION));
        }
    }

    private void pushInterpolation(Value.Interpolate interpolate) {
        List<LuaString> texts = interpolate.texts();
        code.loadConstant(texts.size()).anewarray(STRING);
        for (int i = 0; i < texts.size(); i++) {
            code.dup().loadConstant(i);
            constant(texts.get(i));
            code.aastore();
        }
        pushArray(interpolate.values());
        line(interpolate.line());
        self();
        code.invokestatic(ARITHMETIC, "interpolate", type(VALUE, STRING.arrayType(), VALUE.arrayType(), FUNCTION));
    }

    private void pushArray(List<Value> values) {
        code.loadConstant(values.size()).anewarray(VALUE);
        for (int i = 0; i < values.size(); i++) {
            code.dup().loadConstant(i);
            push(values.get(i));
            code.aastore();
        }
    }

    private void pushEither(Value left, Value right, boolean whenTrue) {
        Label end = code.newLabel();
        push(left);
        code.dup().invokestatic(COMPARISON, "truthy", type(BOOL, VALUE));
        code.branch(whenTrue ? Opcode.IFNE : Opcode.IFEQ, end).pop();
        push(right);
        code.labelBinding(end);
    }

    // ---- many ----

    /** Pushes values as one {@link org.luaj.vm2.Varargs}. */
    void pushMany(Arguments arguments) {
        List<Value> values = arguments.values();
        Many tail = arguments.tail();
        if (tail != null) {
            if (values.size() > 1) {
                pushArray(values);
                pushTail(tail);
                code.invokestatic(VALUES, "concat", type(VARARGS, VALUE.arrayType(), VARARGS));
            } else if (values.size() == 1) {
                push(values.getFirst());
                pushTail(tail);
                code.invokestatic(VALUES, "prepend", type(VARARGS, VALUE, VARARGS));
            } else {
                pushTail(tail);
            }
            return;
        }
        switch (values.size()) {
            case 0 -> code.getstatic(VALUE, "NONE", VALUE);
            case 1 -> push(values.getFirst());
            case 2, 3 -> {
                values.forEach(this::push);
                ClassDesc[] parameters = values.stream().map(_ -> VALUE).toArray(ClassDesc[]::new);
                code.invokestatic(VALUES, "of", type(VARARGS, parameters));
            }
            default -> {
                pushArray(values);
                code.invokestatic(VALUES, "of", type(VARARGS, VALUE.arrayType()));
            }
        }
    }

    /** Pushes any number of values. */
    void pushTail(Many many) {
        switch (many) {
            case Many.Varargs() -> code.aload(context.varargsPlace());
            case Many.Of(Variable variable) -> variables.load(variable);
            case Many.OfProvenCall(Value.ProvenCall call) -> pushResults(call);
        }
    }

    private void pushResults(Value.ProvenCall call) {
        Arguments arguments = call.arguments();
        if (call.function() instanceof Value.Self) {
            pushSelfCall(arguments, call.line());
        } else {
            push(call.function());
            code.checkcast(FUNCTION);
            pushCall(arguments, call.line());
        }
    }

    /** Calls the function on the stack with arguments: pushes any number of results, or the sentinel. */
    void pushCall(Arguments arguments, int line) {
        int count = arguments.values().size();
        if (arguments.tail() == null && count <= 3) {
            arguments.values().forEach(this::push);
            line(line);
            code.invokevirtual(FUNCTION, "exec" + count, Names.exec(count));
        } else {
            pushMany(arguments);
            line(line);
            code.invokevirtual(FUNCTION, "execN", type(VARARGS, VARARGS));
        }
    }

    /** Calls the running function itself: its code directly where the number of arguments is known. */
    void pushSelfCall(Arguments arguments, int line) {
        LoweredFunction function = context.function();
        self();
        if (arguments.tail() != null || function.variadic() || !FunctionEmitter.takesDirectly(function)) {
            pushCall(arguments, line);
            return;
        }
        int wanted = function.parameters().size();
        List<Value> values = arguments.values();
        for (int i = 0; i < wanted; i++) {
            if (i < values.size()) {
                push(values.get(i));
            } else {
                nil();
            }
        }
        for (int i = wanted; i < values.size(); i++) {
            push(values.get(i));
            code.pop();
        }
        line(line);
        code.invokevirtual(context.closure(), FunctionEmitter.BODY, FunctionEmitter.bodyType(function));
    }

    /**
     * {@return arguments that can be pushed without effects} All that have any are evaluated, in order, into scratch, and
     * so are those before them that an effect could change.
     */
    Arguments settled(Arguments arguments) {
        List<Value> values = arguments.values();
        int last = values.size() - 1;
        if (!(arguments.tail() instanceof Many.OfProvenCall)) {
            while (last >= 0 && isPlain(values.get(last))) {
                last--;
            }
        }
        if (last < 0 && !(arguments.tail() instanceof Many.OfProvenCall)) {
            return arguments;
        }
        var settled = new ArrayList<Value>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            settled.add(i > last || isFixed(value) ? value : scratch(value));
        }
        Many tail = arguments.tail();
        if (tail instanceof Many.OfProvenCall(Value.ProvenCall call)) {
            Variable results = slots.variable(Kind.MANY);
            pushResults(call);
            variables.store(results);
            tail = new Many.Of(results);
        }
        return new Arguments(settled, tail);
    }

    /** {@return a value that stands for this one, which has been evaluated} */
    Value scratch(Value value) {
        boolean arithmetic = value instanceof Value.Arithmetic || value instanceof Value.Negate;
        Variable variable = slots.variable(arithmetic ? Kind.DUAL : Kind.VALUE);
        store(value, variable);
        return new Value.Get(variable);
    }

    /** {@return whether reading the value has no effect and cannot fail} */
    private boolean isPlain(Value value) {
        return switch (value) {
            case Value.Nil _,Value.Bool _,Value.Num _,Value.Str _,Value.Get _,Value.Upvalue _,Value.Self _,Value.FirstVararg _ ->
                true;
            case Value.Closure _,Value.NewTable _,Value.Not _,Value.Compare _,Value.Concat _,Value.Interpolate _,Value.And _,Value.Or _,Value.Choose _,Value.ProvenCall _,Value.Global _,Value.Import _,Value.Index _,Value.Length _ ->
                false;
            case Value.Arithmetic _,Value.Negate _ -> isNumber(value);
        };
    }

    /** {@return whether nothing can change the value before it is pushed} */
    boolean isFixed(Value value) {
        return switch (value) {
            case Value.Nil _,Value.Bool _,Value.Num _,Value.Str _,Value.Self _,Value.FirstVararg _ -> true;
            case Value.Get(Variable variable) -> slots.kindOf(variable) != Kind.CELL;
            default -> false;
        };
    }

    // ---- storing ----

    /** Evaluates a value into a variable; a CELL keeps its cell. */
    void store(Value value, Variable variable) {
        switch (slots.kindOf(variable)) {
            case VALUE -> {
                push(value);
                variables.store(variable);
            }
            case NUMBER -> {
                pushNumber(value);
                code.dstore(slots.of(variable));
            }
            case DUAL -> storeDual(value, slots.of(variable));
            case CELL -> {
                variables.load(variable);
                push(value);
                code.putfield(CELL, "value", VALUE);
            }
            case MANY, LONG, CURSOR -> throw new AssertionError("not a variable of the source: " + variable);
        }
    }

    private void storeDual(Value value, int place) {
        switch (value) {
            case Value.Num _,Value.Arithmetic _,Value.Negate _ -> store(operand(value), place);
            case Value.Get(Variable variable) when slots.kindOf(variable) == Kind.NUMBER
                    || slots.kindOf(variable) == Kind.DUAL ->
                store(operand(value), place);
            case Value.Nil _,Value.Bool _,Value.Str _,Value.Closure _,Value.NewTable _,Value.Not _,Value.Compare _ -> {
                push(value);
                code.astore(place + 2).dconst_0().dstore(place);
            }
            case Value.Choose(Value condition, Value then, Value otherwise) -> {
                Label no = code.newLabel();
                Label end = code.newLabel();
                branch(condition, no, false);
                storeDual(then, place);
                code.goto_(end).labelBinding(no);
                storeDual(otherwise, place);
                code.labelBinding(end);
            }
            default -> {
                push(value);
                variables.split(place);
            }
        }
    }

    // ---- arithmetic ----

    /** {@return whether a value is a number whatever happens} */
    boolean isNumber(Value value) {
        return switch (value) {
            case Value.Num _ -> true;
            case Value.Get(Variable variable) -> slots.kindOf(variable) == Kind.NUMBER;
            case Value.Arithmetic(_, Value left, Value right, _) -> isNumber(left) && isNumber(right);
            case Value.Negate(Value operand, _) -> isNumber(operand);
            default -> false;
        };
    }

    /** Pushes a value that is a number whatever happens, unboxed. */
    void pushNumber(Value value) {
        pushUnboxed(operand(value));
    }

    /** {@return the value as an operand} Parts that cannot stay where they are get evaluated into scratch, in order. */
    Operand operand(Value value) {
        return switch (value) {
            case Value.Num(double number) -> new Operand.Constant(number);
            case Value.Get(Variable variable) when slots.kindOf(variable) == Kind.NUMBER ->
                new Operand.Number(slots.of(variable));
            case Value.Get(Variable variable) when slots.kindOf(variable) == Kind.DUAL ->
                new Operand.Dual(slots.of(variable), slots.otherOf(variable));
            case Value.Arithmetic(Operator operator, Value left, Value right, int line) -> {
                Operands both = operands(left, right);
                yield new Operand.Binary(operator, both.left(), both.right(), line);
            }
            case Value.Negate(Value operand, int line) -> new Operand.Negation(operand(operand), line);
            default -> {
                int place = slots.dual();
                push(value);
                variables.split(place);
                yield new Operand.Dual(place, place + 2);
            }
        };
    }

    private record Operands(Operand left, Operand right) {}

    /** Two operands, of which the left one is evaluated first, except that a local is read last of all. */
    private Operands operands(Value left, Value right) {
        if (isOvertaken(left, right)) {
            Operand second = operand(right);
            if (!(second instanceof Operand.Dual)) {
                second = materialised(second);
            }
            return new Operands(operand(left), second);
        }
        Operand first = operand(left);
        if (!isLocal(right) && (first instanceof Operand.Binary || first instanceof Operand.Negation)) {
            first = materialised(first);
        }
        return new Operands(first, operand(right));
    }

    /** {@return whether a value is made of locals and constants only, so that its operators may run late} */
    private boolean isLocal(Value value) {
        return switch (value) {
            case Value.Num _ -> true;
            case Value.Get(Variable variable) -> slots.kindOf(variable) != Kind.MANY;
            case Value.Arithmetic(_, Value left, Value right, _) -> isLocal(left) && isLocal(right);
            case Value.Negate(Value operand, _) -> isLocal(operand);
            default -> false;
        };
    }

    /** {@return the result of an operand, computed into scratch} */
    private Operand materialised(Operand operand) {
        if (operand instanceof Operand.Dual) {
            return operand;
        }
        int place = slots.dual();
        store(operand, place);
        return new Operand.Dual(place, place + 2);
    }

    private void store(Operand operand, int place) {
        if (operand instanceof Operand.Dual(int number, int other)) {
            code.dload(number).dstore(place).aload(other).astore(place + 2);
            return;
        }
        Label slow = code.newLabel();
        Label end = code.newLabel();
        boolean sure = testNumbers(slow, operand);
        pushUnboxed(operand);
        code.dstore(place).aconst_null().astore(place + 2);
        if (!sure) {
            code.goto_(end).labelBinding(slow);
            pushByRuntime(operand);
            variables.split(place);
            code.labelBinding(end);
        }
    }

    private void pushBoxed(Operand operand) {
        if (operand instanceof Operand.Dual(int number, int other)) {
            code.dload(number).aload(other).invokestatic(ARITHMETIC, "box", type(VALUE, DOUBLE, VALUE));
            return;
        }
        Label slow = code.newLabel();
        Label end = code.newLabel();
        boolean sure = testNumbers(slow, operand);
        pushUnboxed(operand);
        box();
        if (!sure) {
            code.goto_(end).labelBinding(slow);
            pushByRuntime(operand);
            code.labelBinding(end);
        }
    }

    /** Goes to a label unless all operands are numbers; {@return whether they are, whatever happens} */
    private boolean testNumbers(Label otherwise, Operand... operands) {
        Set<Operand.Dual> duals = new LinkedHashSet<>();
        for (Operand operand : operands) {
            operand.collectDuals(duals);
        }
        for (Operand.Dual dual : duals) {
            code.aload(dual.other()).ifnonnull(otherwise);
        }
        return duals.isEmpty();
    }

    /** Pushes an operand all of whose parts are numbers. */
    private void pushUnboxed(Operand operand) {
        switch (operand) {
            case Operand.Constant(double value) -> code.loadConstant(value);
            case Operand.Number(int place) -> code.dload(place);
            case Operand.Dual(int number, _) -> code.dload(number);
            case Operand.Negation(Operand inner, _) -> {
                pushUnboxed(inner);
                code.dneg();
            }
            case Operand.Binary(Operator operator, Operand left, Operand right, _) -> {
                pushUnboxed(left);
                pushUnboxed(right);
                switch (operator) {
                    case ADD -> code.dadd();
                    case SUBTRACT -> code.dsub();
                    case MULTIPLY -> code.dmul();
                    case DIVIDE -> code.ddiv();
                    case POWER -> {
                        boolean multiplies = isConstant(right) && !isConstant(left);
                        String method = multiplies ? "powerOfConstant" : "power";
                        code.invokestatic(NUMBERS, method, type(DOUBLE, DOUBLE, DOUBLE));
                    }
                    case FLOOR_DIVIDE, MODULO ->
                        code.invokestatic(NUMBERS, nameOf(operator), type(DOUBLE, DOUBLE, DOUBLE));
                }
            }
        }
    }

    /** {@return whether Luau computes an operand before the script runs} */
    private static boolean isConstant(Operand operand) {
        return switch (operand) {
            case Operand.Constant _ -> true;
            case Operand.Number _,Operand.Dual _ -> false;
            case Operand.Negation(Operand inner, _) -> isConstant(inner);
            case Operand.Binary(_, Operand left, Operand right, _) -> isConstant(left) && isConstant(right);
        };
    }

    /** Pushes an operand of which some part is no number: operators run one by one, as the source has them. */
    private void pushByRuntime(Operand operand) {
        switch (operand) {
            case Operand.Constant _,Operand.Number _,Operand.Dual _ -> pushBoxed(operand);
            case Operand.Negation(Operand inner, int line) -> {
                pushByRuntime(inner);
                line(line);
                self();
                code.invokestatic(ARITHMETIC, "negate", type(VALUE, VALUE, FUNCTION));
            }
            case Operand.Binary(Operator operator, Operand left, Operand right, int line) -> {
                pushByRuntime(left);
                pushByRuntime(right);
                line(line);
                self();
                code.invokestatic(ARITHMETIC, nameOf(operator), type(VALUE, VALUE, VALUE, FUNCTION));
            }
        }
    }

    private static String nameOf(Operator operator) {
        return switch (operator) {
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case MULTIPLY -> "multiply";
            case DIVIDE -> "divide";
            case FLOOR_DIVIDE -> "floorDivide";
            case MODULO -> "modulo";
            case POWER -> "power";
        };
    }

    // ---- conditions ----

    /** Goes to a label when a value is true, or when it is not; goes on otherwise. */
    void branch(Value condition, Label target, boolean when) {
        switch (condition) {
            case Value.Nil _ -> always(target, !when);
            case Value.Bool(boolean truth) -> always(target, truth == when);
            case Value.Num _,Value.Str _,Value.Closure _,Value.NewTable _,Value.Self _ -> always(target, when);
            case Value.Not(Value operand) -> branch(operand, target, !when);
            case Value.And(Value left, Value right) -> branchEither(left, right, target, when, false);
            case Value.Or(Value left, Value right) -> branchEither(left, right, target, when, true);
            case Value.Compare compare -> branchCompare(compare, target, when);
            case Value.Get(Variable variable) when slots.kindOf(variable) == Kind.NUMBER -> always(target, when);
            case Value.Get(Variable variable) when slots.kindOf(variable) == Kind.DUAL -> {
                code.aload(slots.otherOf(variable));
                truthy(target, when);
            }
            default -> {
                push(condition);
                truthy(target, when);
            }
        }
    }

    private void always(Label target, boolean goes) {
        if (goes) {
            code.goto_(target);
        }
    }

    private void truthy(Label target, boolean when) {
        code.invokestatic(COMPARISON, "truthy", type(BOOL, VALUE)).branch(when ? Opcode.IFNE : Opcode.IFEQ, target);
    }

    /** @param whenTrue whether the left side decides by being true ({@code or}) or by being false ({@code and}) */
    private void branchEither(Value left, Value right, Label target, boolean when, boolean whenTrue) {
        if (when == whenTrue) {
            branch(left, target, when);
            branch(right, target, when);
        } else {
            Label decided = code.newLabel();
            branch(left, decided, whenTrue);
            branch(right, target, when);
            code.labelBinding(decided);
        }
    }

    private void branchCompare(Value.Compare compare, Label target, boolean when) {
        Relation relation = compare.relation();
        boolean equality = relation == Relation.EQUAL || relation == Relation.NOT_EQUAL;
        if (equality && branchIdentity(compare, target, (relation == Relation.EQUAL) == when)) {
            return;
        }
        if (equality && !isArithmetic(compare.left()) && !isArithmetic(compare.right())) {
            push(compare.left());
            push(compare.right());
            line(compare.line());
            byRuntime("equal", target, (relation == Relation.EQUAL) == when);
            return;
        }
        int mark = slots.mark();
        Operands both = operands(compare.left(), compare.right());
        Label slow = code.newLabel();
        Label end = code.newLabel();
        boolean sure = testNumbers(slow, both.left(), both.right());
        pushUnboxed(both.left());
        pushUnboxed(both.right());
        branchNumbers(relation, target, when);
        if (!sure) {
            code.goto_(end).labelBinding(slow);
            pushByRuntime(both.left());
            pushByRuntime(both.right());
            line(compare.line());
            switch (relation) {
                case EQUAL -> byRuntime("equal", target, when);
                case NOT_EQUAL -> byRuntime("equal", target, !when);
                case LESS -> byRuntime("less", target, when);
                case LESS_EQUAL -> byRuntime("lessEqual", target, when);
                case GREATER -> {
                    code.swap();
                    byRuntime("less", target, when);
                }
                case GREATER_EQUAL -> {
                    code.swap();
                    byRuntime("lessEqual", target, when);
                }
            }
            code.labelBinding(end);
        }
        slots.release(mark);
    }

    private void byRuntime(String method, Label target, boolean when) {
        self();
        code.invokestatic(COMPARISON, method, type(BOOL, VALUE, VALUE, FUNCTION));
        code.branch(when ? Opcode.IFNE : Opcode.IFEQ, target);
    }

    /** {@return whether a comparison with a constant that only it equals was emitted} */
    private boolean branchIdentity(Value.Compare compare, Label target, boolean whenEqual) {
        Value constant = compare.right();
        Value other = compare.left();
        if (!isConstant(constant)) {
            constant = compare.left();
            other = compare.right();
            if (!isConstant(constant)) {
                return false;
            }
        }
        if (other instanceof Value.Get(Variable variable) && slots.kindOf(variable) == Kind.DUAL
                && !(constant instanceof Value.Str)) {
            code.aload(slots.otherOf(variable));
        } else {
            push(other);
        }
        push(constant);
        if (constant instanceof Value.Str) {
            code.invokestatic(COMPARISON, "rawEqual", type(BOOL, VALUE, VALUE));
            code.branch(whenEqual ? Opcode.IFNE : Opcode.IFEQ, target);
        } else {
            code.branch(whenEqual ? Opcode.IF_ACMPEQ : Opcode.IF_ACMPNE, target);
        }
        return true;
    }

    private static boolean isConstant(Value value) {
        return value instanceof Value.Nil || value instanceof Value.Bool || value instanceof Value.Str;
    }

    private boolean isArithmetic(Value value) {
        return switch (value) {
            case Value.Num _,Value.Arithmetic _,Value.Negate _ -> true;
            case Value.Get(Variable variable) ->
                slots.kindOf(variable) == Kind.NUMBER || slots.kindOf(variable) == Kind.DUAL;
            default -> false;
        };
    }

    private void branchNumbers(Relation relation, Label target, boolean when) {
        switch (relation) {
            case EQUAL -> code.dcmpl().branch(when ? Opcode.IFEQ : Opcode.IFNE, target);
            case NOT_EQUAL -> code.dcmpl().branch(when ? Opcode.IFNE : Opcode.IFEQ, target);
            case LESS -> code.dcmpg().branch(when ? Opcode.IFLT : Opcode.IFGE, target);
            case LESS_EQUAL -> code.dcmpg().branch(when ? Opcode.IFLE : Opcode.IFGT, target);
            case GREATER -> code.dcmpl().branch(when ? Opcode.IFGT : Opcode.IFLE, target);
            case GREATER_EQUAL -> code.dcmpl().branch(when ? Opcode.IFGE : Opcode.IFLT, target);
        }
    }
}
