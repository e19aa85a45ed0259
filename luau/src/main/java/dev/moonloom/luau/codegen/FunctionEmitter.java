package dev.moonloom.luau.codegen;

import static dev.moonloom.luau.codegen.Names.CELL;
import static dev.moonloom.luau.codegen.Names.CLOSURE;
import static dev.moonloom.luau.codegen.Names.FRAME;
import static dev.moonloom.luau.codegen.Names.FUNCTION;
import static dev.moonloom.luau.codegen.Names.INT;
import static dev.moonloom.luau.codegen.Names.OBJECT;
import static dev.moonloom.luau.codegen.Names.PROTOTYPE;
import static dev.moonloom.luau.codegen.Names.REST;
import static dev.moonloom.luau.codegen.Names.STATE;
import static dev.moonloom.luau.codegen.Names.TABLE;
import static dev.moonloom.luau.codegen.Names.VALUE;
import static dev.moonloom.luau.codegen.Names.VALUES;
import static dev.moonloom.luau.codegen.Names.VARARGS;
import static dev.moonloom.luau.codegen.Names.VOID;
import static dev.moonloom.luau.codegen.Names.type;

import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.analysis.Site;
import dev.moonloom.luau.analysis.Variable;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * Emits the classes of one function. That of its closures has a field for each upvalue, the function's code in
 * {@code body}, and the {@code exec} methods that lead there; the class of its rest has the method {@code run}.
 */
final class FunctionEmitter {
    /** The method with a function's code. */
    static final String BODY = "body";

    /** The method with the rest of it. */
    private static final String RUN = "run";

    private static final int MOST_DIRECT_PARAMETERS = 60;

    /** A segment in direct code: the array of shared variables, and the variable arguments. */
    static final MethodTypeDesc SEGMENT_TYPE = type(VARARGS, OBJECT.arrayType(), VARARGS);

    private final FunctionNames names;
    private final LoweredFunction function;
    private final ClassDesc closure;
    private final String sourceFile;
    private final ClassFile classFile;
    private final Lines lines = new Lines();

    FunctionEmitter(FunctionNames names, String sourceFile, ClassFile classFile) {
        this.names = names;
        this.function = names.function();
        this.closure = names.closure();
        this.sourceFile = sourceFile;
        this.classFile = classFile;
    }

    /** {@return the great lines of the class that was emitted} */
    Lines lines() {
        return lines;
    }

    /** {@return the name of the method with a segment} */
    static String segmentName(Outline.Segment segment) {
        return "segment" + segment.number();
    }

    /** {@return the type of a segment in the rest: also the number of the call to go to, plus one, its frame and results} */
    static MethodTypeDesc restSegmentType(ClassDesc closure) {
        return type(VARARGS, closure, OBJECT.arrayType(), VARARGS, INT, FRAME, VARARGS);
    }

    /** {@return whether the code takes each parameter as one of the method's; otherwise they come in an array} */
    static boolean takesDirectly(LoweredFunction function) {
        return function.parameters().size() <= MOST_DIRECT_PARAMETERS;
    }

    /** {@return the type of the method with the code} */
    static MethodTypeDesc bodyType(LoweredFunction function) {
        if (!takesDirectly(function)) {
            return type(VARARGS, VARARGS);
        }
        List<ClassDesc> parameters = new ArrayList<>();
        function.parameters().forEach(_ -> parameters.add(VALUE));
        if (function.variadic()) {
            parameters.add(VARARGS);
        }
        return MethodTypeDesc.of(VARARGS, parameters);
    }

    /** {@return the type of the constructor: state, prototype, environment, then what is captured} */
    static MethodTypeDesc constructorType(LoweredFunction function) {
        List<ClassDesc> parameters = new ArrayList<>(List.of(STATE, PROTOTYPE, TABLE));
        function.upvalues().forEach(upvalue -> parameters.add(upvalue.cell() ? CELL : VALUE));
        return MethodTypeDesc.of(VOID, parameters);
    }

    // ---- the class of the closures ----

    /** {@return the class of the closures} The constants that its loader must give it are added to the list. */
    byte[] emitClosure(Constants constants) {
        return classFile.build(closure, type -> {
            type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL).withSuperclass(CLOSURE);
            type.with(SourceFileAttribute.of(sourceFile));
            emitFields(type);
            emitConstructor(type);
            for (int count = 0; count <= 3; count++) {
                emitExec(type, count);
            }
            emitExecN(type);
            type.withMethodBody(BODY, bodyType(function), ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
                    code -> emitBody(code, constants));
            for (Outline.Segment segment : names.outline().segments()) {
                type.withMethodBody(segmentName(segment), SEGMENT_TYPE, ClassFile.ACC_FINAL,
                        code -> emitSegment(code, segment, constants));
            }
            constants.emit(type);
        });
    }

    private void emitFields(ClassBuilder type) {
        for (int i = 0; i < function.upvalues().size(); i++) {
            type.withField(ValueEmitter.upvalueName(i), function.upvalues().get(i).cell() ? CELL : VALUE,
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
        }
    }

    private void emitConstructor(ClassBuilder type) {
        MethodTypeDesc constructor = constructorType(function);
        type.withMethodBody(ConstantDescs.INIT_NAME, constructor, ClassFile.ACC_PUBLIC, code -> {
            for (int i = 0; i < function.upvalues().size(); i++) {
                code.aload(0).aload(4 + i).putfield(closure, ValueEmitter.upvalueName(i),
                        constructor.parameterType(3 + i));
            }
            code.aload(0).aload(1).aload(2).aload(3);
            code.invokespecial(CLOSURE, ConstantDescs.INIT_NAME, type(VOID, STATE, PROTOTYPE, TABLE)).return_();
        });
    }

    /** A method for a known number of arguments: fills the parameters up with nil and drops what is too much. */
    private void emitExec(ClassBuilder type, int count) {
        type.withMethodBody("exec" + count, Names.exec(count), ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, code -> {
            code.aload(0);
            if (!takesDirectly(function)) {
                pushArguments(code, 1, count);
            } else {
                int wanted = function.parameters().size();
                for (int i = 0; i < wanted; i++) {
                    if (i < count) {
                        code.aload(1 + i);
                    } else {
                        code.getstatic(VALUE, "NIL", VALUE);
                    }
                }
                if (function.variadic()) {
                    pushArguments(code, 1 + wanted, count - wanted);
                }
            }
            code.invokevirtual(closure, BODY, bodyType(function)).areturn();
        });
    }

    private static void pushArguments(CodeBuilder code, int from, int count) {
        switch (count) {
            case 1 -> code.aload(from);
            case 2 -> code.aload(from).aload(from + 1).invokestatic(VALUES, "of", type(VARARGS, VALUE, VALUE));
            case 3 -> code.aload(from).aload(from + 1).aload(from + 2).invokestatic(VALUES, "of",
                    type(VARARGS, VALUE, VALUE, VALUE));
            default -> code.getstatic(VALUE, "NONE", VALUE);
        }
    }

    private void emitExecN(ClassBuilder type) {
        type.withMethodBody("execN", type(VARARGS, VARARGS), ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, code -> {
            code.aload(0);
            if (takesDirectly(function)) {
                int wanted = function.parameters().size();
                for (int i = 1; i <= wanted; i++) {
                    code.aload(1).loadConstant(i).invokevirtual(VARARGS, "arg", type(VALUE, INT));
                }
                if (function.variadic()) {
                    code.aload(1).loadConstant(wanted + 1).invokestatic(VALUES, "from", type(VARARGS, VARARGS, INT));
                }
            } else {
                code.aload(1);
            }
            code.invokevirtual(closure, BODY, bodyType(function)).areturn();
        });
    }

    private void emitBody(CodeBuilder code, Constants constants) {
        boolean direct = takesDirectly(function);
        int given = direct ? function.parameters().size() : 0;
        int state = 1 + given + (direct && !function.variadic() ? 0 : 1);
        int top = state + 1;
        int shared = names.outline().isCut() ? state + 2 : -1;
        int varargs = function.variadic() ? direct ? 1 + given : state + 3 : -1;
        var slots = new Slots(variablesOfBody(), names.outline(), state + 4);
        var context = new MethodContext(names, closure, constants, lines.begin(BODY), slots, false, 0, state, top,
                varargs,
                shared, null);
        var body = new BodyEmitter(code, context);
        code.lineNumber(firstLine(context));
        emitEntry(code, context);
        if (shared >= 0) {
            code.loadConstant(names.outline().sharedCount()).anewarray(OBJECT).astore(shared);
        }
        var variables = new VariableEmitter(code, context);
        for (int i = 0; i < function.parameters().size(); i++) {
            if (direct) {
                code.aload(1 + i);
            } else {
                code.aload(1).loadConstant(i + 1).invokevirtual(VARARGS, "arg", type(VALUE, INT));
            }
            variables.bind(function.parameters().get(i));
        }
        if (function.variadic() && !direct) {
            code.aload(1).loadConstant(function.parameters().size() + 1);
            code.invokestatic(VALUES, "from", type(VARARGS, VARARGS, INT)).astore(varargs);
        }
        body.emitAll(names.outline().partsOf(function.body()));
    }

    /** {@return the variables of the outermost method} Parameters are bound there, whoever uses them. */
    private Collection<Variable> variablesOfBody() {
        if (!names.outline().isCut()) {
            return function.variables();
        }
        var variables = new LinkedHashSet<>(function.parameters());
        variables.addAll(names.outline().variablesOf(names.outline().partsOf(function.body())));
        return variables;
    }

    private void emitSegment(CodeBuilder code, Outline.Segment segment, Constants constants) {
        int shared = 1;
        int varargs = function.variadic() ? 2 : -1;
        int state = 3;
        var slots = new Slots(names.outline().variablesOf(segment.parts()), names.outline(), 4);
        var context = new MethodContext(names, closure, constants, lines.begin(segmentName(segment)), slots, true, 0,
                state,
                -1, varargs, shared, null);
        code.lineNumber(firstLine(context));
        code.aload(0).getfield(FUNCTION, "state", STATE).astore(state);
        new BodyEmitter(code, context).emitAll(segment.parts());
    }

    private int firstLine(MethodContext context) {
        return context.lines().numberOf(Math.max(1, function.line()));
    }

    /** Enters the function: what is running and how deep is kept by the state. */
    private static void emitEntry(CodeBuilder code, MethodContext context) {
        code.aload(context.selfPlace()).getfield(FUNCTION, "state", STATE).dup().astore(context.statePlace());
        code.aload(context.selfPlace()).invokevirtual(STATE, "enter", type(INT, FUNCTION)).istore(context.topPlace());
    }

    // ---- the class of the rest ----

    /** {@return the class of the rest, under a given name} The constants that its loader must give it are added to the list. */
    byte[] emitRest(ClassDesc rest, Constants constants) {
        return classFile.build(rest, type -> {
            type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL).withSuperclass(REST);
            type.with(SourceFileAttribute.of(sourceFile));
            type.withMethodBody(ConstantDescs.INIT_NAME, type(VOID), ClassFile.ACC_PUBLIC,
                    code -> code.aload(0).invokespecial(REST, ConstantDescs.INIT_NAME, type(VOID)).return_());
            type.withMethodBody(RUN, type(VARARGS, CLOSURE, FRAME, INT, VARARGS),
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, code -> emitRun(code, rest, constants));
            for (Outline.Segment segment : names.outline().segments()) {
                if (!segment.sites().isEmpty()) {
                    type.withMethodBody(segmentName(segment), restSegmentType(closure), ClassFile.ACC_STATIC,
                            code -> emitRestSegment(code, segment, rest, constants));
                }
            }
            constants.emit(type);
        });
    }

    private void emitRun(CodeBuilder code, ClassDesc rest, Constants constants) {
        var resume = new MethodContext.Resume(3, 2, 4);
        boolean cut = names.outline().isCut();
        int shared = cut ? 7 : -1;
        int varargs = function.variadic() ? 8 : -1;
        var slots = new Slots(variablesOfBody(), names.outline(), 9);
        var context = new MethodContext(names, rest, constants, lines.begin(RUN), slots, false, 5, 6, -1, varargs,
                shared,
                resume);
        code.lineNumber(firstLine(context));
        code.aload(1).checkcast(closure).astore(context.selfPlace());
        code.aload(context.selfPlace()).getfield(FUNCTION, "state", STATE).astore(context.statePlace());
        code.iload(resume.entryPlace()).iconst_1().iadd().istore(resume.entryPlace());
        if (cut) {
            new FrameEmitter(code, context, new VariableEmitter(code, context)).takeShared();
        } else if (varargs >= 0) {
            code.aconst_null().astore(varargs);
        }
        List<Outline.Part> parts = names.outline().partsOf(function.body());
        restoreVariables(code, context, parts);
        new BodyEmitter(code, context).emitAll(parts);
    }

    private void emitRestSegment(CodeBuilder code, Outline.Segment segment, ClassDesc rest, Constants constants) {
        var resume = new MethodContext.Resume(3, 4, 5);
        int varargs = function.variadic() ? 2 : -1;
        var slots = new Slots(names.outline().variablesOf(segment.parts()), names.outline(), 7);
        var context = new MethodContext(names, rest, constants, lines.begin(segmentName(segment)), slots, true, 0, 6,
                -1,
                varargs, 1, resume);
        code.lineNumber(firstLine(context));
        code.aload(0).getfield(FUNCTION, "state", STATE).astore(context.statePlace());
        restoreVariables(code, context, segment.parts());
        new BodyEmitter(code, context).emitAll(segment.parts());
    }

    /** Fills the variables of a method from the frame, for a call that stands in this very method. */
    private void restoreVariables(CodeBuilder code, MethodContext context, List<Outline.Part> parts) {
        var variables = new VariableEmitter(code, context);
        for (Variable variable : names.outline().variablesOf(parts)) {
            if (!context.slots().isShared(variable)) {
                variables.clear(variable);
            }
        }
        var frames = new FrameEmitter(code, context, variables);
        List<Site> sites = names.outline().sitesDirectlyIn(parts).stream().filter(frames::keepsAnythingAt).toList();
        MethodContext.Resume resume = Objects.requireNonNull(context.resume());
        if (sites.isEmpty()) {
            return;
        }
        Label done = code.newLabel();
        List<SwitchCase> cases = sites.stream().map(site -> SwitchCase.of(site.number() + 1, code.newLabel())).toList();
        code.iload(resume.entryPlace()).lookupswitch(done, cases);
        for (int i = 0; i < sites.size(); i++) {
            code.labelBinding(cases.get(i).target());
            frames.take(sites.get(i));
            code.goto_(done);
        }
        code.labelBinding(done);
    }
}
