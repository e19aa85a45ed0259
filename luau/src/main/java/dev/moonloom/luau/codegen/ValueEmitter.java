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
import static dev.moonloom.luau.codegen.Names.OBJECT;
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
import dev.moonloom.luau.analysis.Variable;
import dev.moonloom.luau.analysis.Variable.Kind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * Emits values: pushes them boxed, or stores them into variables. Arithmetic and conditions have emitters of their own.
 */
final class ValueEmitter {
    private final CodeBuilder code;
    private final MethodContext context;
    private final Slots slots;
    private final VariableEmitter variables;
    private final ArithmeticEmitter arithmetic;
    private final ConditionEmitter conditions;
    private int lastLine = -1;

    ValueEmitter(CodeBuilder code, MethodContext context) {
        this.code = code;
        this.context = context;
        this.slots = context.slots();
        this.variables = new VariableEmitter(code, context);
        this.arithmetic = new ArithmeticEmitter(code, slots, this);
        this.conditions = new ConditionEmitter(code, slots, this, arithmetic);
    }

    /** {@return the emitter of the method's variables} */
    VariableEmitter variables() {
        return variables;
    }

    /** {@return the emitter of arithmetic} */
    ArithmeticEmitter arithmetic() {
        return arithmetic;
    }

    /** {@return the emitter of conditions} */
    ConditionEmitter conditions() {
        return conditions;
    }

    /** What follows belongs to a line of the source. */
    void line(int line) {
        if (line != lastLine && line > 0) {
            code.lineNumber(context.lines().numberOf(line));
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
            case Value.Num _,Value.Arithmetic _,Value.Negate _ -> arithmetic.pushBoxed(arithmetic.operand(value));
            case Value.Int(long number) -> context.constants().push(code, number);
            case Value.Str(LuaString text) -> constant(text);
            case Value.Get(Variable variable) -> pushVariable(variable);
            case Value.Upvalue(int index) -> pushUpvalue(index);
            case Value.Self() -> self();
            case Value.Global global -> pushGlobal(global);
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
                conditions.branch(condition, no, false);
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

    /** Pushes a number, unboxed. */
    void constant(double number) {
        context.constants().push(code, number);
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

    void box() {
        code.invokestatic(NUMBER, "of", type(NUMBER, DOUBLE));
    }

    /** Pushes what a call of a value calls. */
    void pushCallee(Value function) {
        switch (function) {
            case Value.Import imported -> pushImport(imported, "importedFunction", FUNCTION);
            case Value.Global global when global.number() != Value.Global.ASSIGNED ->
                pushImport(global, "importedFunction", FUNCTION);
            default -> {
                push(function);
                self();
                code.invokestatic(CALLS, "callee", type(FUNCTION, VALUE, FUNCTION));
            }
        }
    }

    private void pushGlobal(Value.Global global) {
        if (global.number() != Value.Global.ASSIGNED) {
            pushImport(global, "imported", VALUE);
            return;
        }
        line(global.line());
        environment();
        key(global.name());
        self();
        code.invokestatic(INDEXING, "global", type(VALUE, TABLE, FIELD_NAME, FUNCTION));
    }

    private void pushImport(Value.Global global, String method, ClassDesc kind) {
        line(global.line());
        self();
        key(global.name());
        Literals.pushCount(code, global.number());
        code.invokestatic(INDEXING, method, type(kind, CLOSURE, FIELD_NAME, INT));
    }

    private void pushImport(Value.Import imported, String method, ClassDesc kind) {
        line(imported.line());
        self();
        key(imported.library());
        key(imported.member());
        Literals.pushCount(code, imported.number());
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
        Literals.pushCount(code, context.names().numberOf(closure.function()));
        code.aaload().astore(prototype);
        if (closure.shared()) {
            code.aload(prototype);
            environment();
            code.invokestatic(CLOSURE, "shared", type(CLOSURE, PROTOTYPE, TABLE));
            code.dup().ifnonnull(end).pop();
        }
        if (context.names().mayNameInnerFunctions()) {
            make(closure, prototype);
        } else {
            makeUnnamed(closure, prototype);
        }
        if (closure.shared()) {
            code.dup().aload(prototype).swap().putfield(PROTOTYPE, "shared", CLOSURE);
            code.labelBinding(end);
        }
        slots.release(mark);
    }

    private void make(Value.Closure closure, int prototype) {
        ClassDesc made = context.names().classOf(closure.function());
        code.new_(made).dup();
        state();
        code.aload(prototype);
        environment();
        closure.captures().forEach(this::pushCapture);
        code.invokespecial(made, ConstantDescs.INIT_NAME, FunctionEmitter.constructorType(closure.function()));
    }

    /** Makes a closure without its class's name, of which the constants of this class would hold too many. */
    private void makeUnnamed(Value.Closure closure, int prototype) {
        code.aload(prototype);
        state();
        environment();
        List<Capture> captures = closure.captures();
        code.loadConstant(captures.size()).anewarray(OBJECT);
        for (int i = 0; i < captures.size(); i++) {
            code.dup().loadConstant(i);
            pushCapture(captures.get(i));
            code.aastore();
        }
        code.invokevirtual(PROTOTYPE, "close", type(CLOSURE, STATE, TABLE, OBJECT.arrayType()));
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
        if (arithmetic.isNumber(key)) {
            arithmetic.pushNumber(key);
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
        return value instanceof Value.Get(Variable variable) && slots.kindOf(variable) == Kind.CELL
                && !arithmetic.isLocal(after)
                && !(after instanceof Value.Str);
    }

    /** {@return the operand for a key that is arithmetic or a local which may be a number; null for any other} */
    @Nullable Operand operandOf(Value key) {
        return switch (key) {
            case Value.Get(Variable variable) when slots.kindOf(variable) == Kind.DUAL ->
                new Operand.Dual(slots.of(variable), slots.otherOf(variable));
            case Value.Arithmetic _,Value.Negate _ -> arithmetic.materialised(arithmetic.operand(key));
            default -> null;
        };
    }

    private void pushTruth(Value condition) {
        Label no = code.newLabel();
        Label end = code.newLabel();
        conditions.branch(condition, no, false);
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
            case Value.Nil _,Value.Bool _,Value.Num _,Value.Int _,Value.Str _,Value.Get _,Value.Upvalue _,Value.Self _,Value.FirstVararg _ ->
                true;
            case Value.Closure _,Value.NewTable _,Value.Not _,Value.Compare _,Value.Concat _,Value.Interpolate _,Value.And _,Value.Or _,Value.Choose _,Value.ProvenCall _,Value.Global _,Value.Import _,Value.Index _,Value.Length _ ->
                false;
            case Value.Arithmetic _,Value.Negate _ -> arithmetic.isNumber(value);
        };
    }

    /** {@return whether nothing can change the value before it is pushed} */
    boolean isFixed(Value value) {
        return switch (value) {
            case Value.Nil _,Value.Bool _,Value.Num _,Value.Int _,Value.Str _,Value.Self _,Value.FirstVararg _ -> true;
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
                arithmetic.pushNumber(value);
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
            case Value.Num _,Value.Arithmetic _,Value.Negate _ -> arithmetic.store(arithmetic.operand(value), place);
            case Value.Get(Variable variable) when slots.kindOf(variable) == Kind.NUMBER
                    || slots.kindOf(variable) == Kind.DUAL ->
                arithmetic.store(arithmetic.operand(value), place);
            case Value.Nil _,Value.Bool _,Value.Int _,Value.Str _,Value.Closure _,Value.NewTable _,Value.Not _,Value.Compare _ -> {
                push(value);
                code.astore(place + 2).dconst_0().dstore(place);
            }
            case Value.Choose(Value condition, Value then, Value otherwise) -> {
                Label no = code.newLabel();
                Label end = code.newLabel();
                conditions.branch(condition, no, false);
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
}
