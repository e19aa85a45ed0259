package dev.moonloom.luau.codegen;

import static dev.moonloom.luau.codegen.Names.CLOSURE;
import static dev.moonloom.luau.codegen.Names.DOUBLE;
import static dev.moonloom.luau.codegen.Names.FRAME;
import static dev.moonloom.luau.codegen.Names.INT;
import static dev.moonloom.luau.codegen.Names.OBJECT;
import static dev.moonloom.luau.codegen.Names.VARARGS;
import static dev.moonloom.luau.codegen.Names.VOID;
import static dev.moonloom.luau.codegen.Names.type;

import dev.moonloom.luau.analysis.Site;
import dev.moonloom.luau.analysis.Variable;
import dev.moonloom.luau.analysis.Variable.Kind;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Emits how a function saves its frame at a call, and how its rest takes the variables out of it again. A few objects and
 * numbers are kept in fields, more in an array. Before the variables come the array of those that segments share, and the
 * variable arguments.
 */
final class FrameEmitter {
    private static final ClassDesc WIDE = FRAME.nested("Wide");

    private final CodeBuilder code;
    private final MethodContext context;
    private final Slots slots;
    private final VariableEmitter variables;

    FrameEmitter(CodeBuilder code, MethodContext context, VariableEmitter variables) {
        this.code = code;
        this.context = context;
        this.slots = context.slots();
        this.variables = variables;
    }

    /** A kind of frame with fields, and how many objects and numbers it takes; smaller ones first. */
    private enum Shape {
        NOTHING(FRAME, 0, 0), TWO(FRAME.nested("Two"), 2, 0), TWO_WITH_NUMBERS(FRAME.nested("TwoWithNumbers"), 2,
                2), FIVE(FRAME.nested("Five"), 5, 0), FIVE_WITH_NUMBERS(FRAME.nested("FiveWithNumbers"), 5, 4);

        final ClassDesc type;
        final int objects;
        final int numbers;

        Shape(ClassDesc type, int objects, int numbers) {
            this.type = type;
            this.objects = objects;
            this.numbers = numbers;
        }

        static @Nullable Shape of(int objects, int numbers) {
            for (Shape shape : values()) {
                if (objects <= shape.objects && numbers <= shape.numbers) {
                    return shape;
                }
            }
            return null;
        }
    }

    /** What a frame keeps for one site: variables that are needed, then objects that others hold. */
    private record Kept(List<Variable> live, List<Variable> held, @Nullable Shape shape) {
        boolean isEmpty() {
            return live.isEmpty() && held.isEmpty();
        }
    }

    private Kept keptAt(Site site) {
        List<Variable> live = notShared(site.live());
        List<Variable> held = notShared(site.held());
        int numbers = Math.toIntExact(live.stream().filter(FrameEmitter::hasNumber).count());
        int objects = Math.toIntExact(live.stream().filter(FrameEmitter::hasObject).count()) + held.size() + varargs();
        return new Kept(live, held, context.outline().isCut() ? null : Shape.of(objects, numbers));
    }

    private List<Variable> notShared(List<Variable> all) {
        return all.stream().filter(variable -> !slots.isShared(variable)).toList();
    }

    private static boolean hasNumber(Variable variable) {
        return switch (variable.kind()) {
            case NUMBER, LONG, DUAL -> true;
            case VALUE, CELL, MANY, CURSOR -> false;
        };
    }

    private static boolean hasObject(Variable variable) {
        return variable.kind() == Kind.DUAL || !hasNumber(variable);
    }

    private int varargs() {
        return context.varargsPlace() >= 0 ? 1 : 0;
    }

    /** {@return whether a frame keeps anything for a site that this method has to take} */
    boolean keepsAnythingAt(Site site) {
        return varargs() > 0 || !keptAt(site).isEmpty();
    }

    // ---- saving ----

    /** Saves the frame: a new one in direct code, and in the rest the one that the function went on with. */
    void save(Site site) {
        if (context.outline().isCut()) {
            dropShared(site);
        }
        MethodContext.Resume resume = context.resume();
        code.aload(resume == null ? context.selfPlace() : resume.framePlace());
        Literals.pushCount(code, site.number());
        var parameters = new ArrayList<>(List.of(resume == null ? CLOSURE : FRAME, INT));
        Kept kept = keptAt(site);
        Shape shape = kept.shape();
        if (shape == null) {
            pushArray(kept);
            parameters.add(OBJECT.arrayType());
        } else {
            pushFields(kept, shape);
            parameters.addAll(Collections.nCopies(shape.objects, OBJECT));
            parameters.addAll(Collections.nCopies(shape.numbers, DOUBLE));
        }
        code.invokestatic(FRAME, "save", MethodTypeDesc.of(VOID, parameters));
    }

    /** The array of shared variables keeps no more than the frame does. */
    private void dropShared(Site site) {
        code.aload(context.selfPlace());
        Literals.pushCount(code, site.number());
        code.aload(context.sharedPlace());
        code.invokestatic(FRAME, "drop", type(VOID, CLOSURE, INT, OBJECT.arrayType()));
    }

    private void pushFields(Kept kept, Shape shape) {
        if (varargs() > 0) {
            code.aload(context.varargsPlace());
        }
        List<Variable> objects = kept.live().stream().filter(FrameEmitter::hasObject).toList();
        objects.forEach(variables::pushKeptObject);
        kept.held().forEach(variables::pushHeld);
        for (int i = varargs() + objects.size() + kept.held().size(); i < shape.objects; i++) {
            code.aconst_null();
        }
        List<Variable> numbers = kept.live().stream().filter(FrameEmitter::hasNumber).toList();
        numbers.forEach(variables::pushKeptNumber);
        for (int i = numbers.size(); i < shape.numbers; i++) {
            code.dconst_0();
        }
    }

    private void pushArray(Kept kept) {
        int first = firstInArray();
        code.loadConstant(first + kept.live().size() + kept.held().size()).anewarray(OBJECT);
        if (context.outline().isCut()) {
            code.dup().iconst_0().aload(context.sharedPlace()).aastore();
        }
        if (varargs() > 0) {
            code.dup().loadConstant(first - 1).aload(context.varargsPlace()).aastore();
        }
        int next = first;
        for (Variable variable : kept.live()) {
            code.dup();
            Literals.pushCount(code, next++);
            variables.pushKept(variable);
            code.aastore();
        }
        for (Variable variable : kept.held()) {
            code.dup();
            Literals.pushCount(code, next++);
            variables.pushHeld(variable);
            code.aastore();
        }
    }

    /** {@return where the variables begin in the array} In a function that was cut, each method finds them at the same place. */
    private int firstInArray() {
        return context.outline().isCut() ? 2 : varargs();
    }

    // ---- taking ----

    /** Takes the array of shared variables out of the frame, and the variable arguments, for a function that was cut. */
    void takeShared() {
        takeFromArray(0);
        code.checkcast(OBJECT.arrayType()).astore(context.sharedPlace());
        if (varargs() > 0) {
            takeFromArray(1);
            code.checkcast(VARARGS).astore(context.varargsPlace());
        }
    }

    /** Takes what the frame keeps for a site. */
    void take(Site site) {
        Kept kept = keptAt(site);
        Shape shape = kept.shape();
        if (shape == null) {
            takeFromArray(kept);
        } else {
            takeFromFields(kept, shape);
        }
    }

    private void takeFromArray(Kept kept) {
        if (varargs() > 0 && !context.outline().isCut()) {
            takeFromArray(0);
            code.checkcast(VARARGS).astore(context.varargsPlace());
        }
        int next = firstInArray();
        for (Variable variable : kept.live()) {
            takeFromArray(next++);
            variables.restore(variable);
        }
        for (Variable variable : kept.held()) {
            takeFromArray(next++);
            variables.restoreObject(variable);
        }
    }

    private void takeFromArray(int position) {
        pushFrame(WIDE);
        Literals.pushCount(code, position);
        code.invokevirtual(WIDE, "take", type(OBJECT, INT));
    }

    private void takeFromFields(Kept kept, Shape shape) {
        int object = 0;
        int number = 0;
        if (varargs() > 0) {
            takeObject(shape, "take", object++);
            code.checkcast(VARARGS).astore(context.varargsPlace());
        }
        for (Variable variable : kept.live()) {
            if (hasNumber(variable)) {
                pushFrame(shape.type);
                code.getfield(shape.type, String.valueOf("xyzw".charAt(number++)), DOUBLE);
                variables.restoreNumber(variable);
            }
            if (hasObject(variable)) {
                takeObject(shape, "take", object++);
                variables.restoreObject(variable);
            }
        }
        for (Variable variable : kept.held()) {
            takeObject(shape, "held", object++);
            variables.restoreObject(variable);
        }
    }

    private void takeObject(Shape shape, String how, int position) {
        pushFrame(shape.type);
        code.invokevirtual(shape.type, how + (char) ('A' + position), type(OBJECT));
    }

    private void pushFrame(ClassDesc type) {
        code.aload(Objects.requireNonNull(context.resume()).framePlace()).checkcast(type);
    }
}
