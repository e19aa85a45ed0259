package dev.moonloom.luau.codegen;

import static dev.moonloom.luau.codegen.Names.ARITHMETIC;
import static dev.moonloom.luau.codegen.Names.DOUBLE;
import static dev.moonloom.luau.codegen.Names.FUNCTION;
import static dev.moonloom.luau.codegen.Names.NUMBERS;
import static dev.moonloom.luau.codegen.Names.VALUE;
import static dev.moonloom.luau.codegen.Names.type;

import dev.moonloom.luau.analysis.Value;
import dev.moonloom.luau.analysis.Value.Operator;
import dev.moonloom.luau.analysis.Variable;
import dev.moonloom.luau.analysis.Variable.Kind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Emits arithmetic: tests whether all its operands are numbers, once, and then computes unboxed; the runtime's operators do
 * the rest.
 */
final class ArithmeticEmitter {
    private final CodeBuilder code;
    private final Slots slots;
    private final ValueEmitter values;

    ArithmeticEmitter(CodeBuilder code, Slots slots, ValueEmitter values) {
        this.code = code;
        this.slots = slots;
        this.values = values;
    }

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
                values.push(value);
                values.variables().split(place);
                yield new Operand.Dual(place, place + 2);
            }
        };
    }

    record Operands(Operand left, Operand right) {}

    /** Two operands, of which the left one is evaluated first, except that a local is read last of all. */
    Operands operands(Value left, Value right) {
        if (values.isOvertaken(left, right)) {
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
    boolean isLocal(Value value) {
        return switch (value) {
            case Value.Num _ -> true;
            case Value.Get(Variable variable) -> slots.kindOf(variable) != Kind.MANY;
            case Value.Arithmetic(_, Value left, Value right, _) -> isLocal(left) && isLocal(right);
            case Value.Negate(Value operand, _) -> isLocal(operand);
            default -> false;
        };
    }

    /** {@return the result of an operand, computed into scratch} */
    Operand materialised(Operand operand) {
        if (operand instanceof Operand.Dual) {
            return operand;
        }
        int place = slots.dual();
        store(operand, place);
        return new Operand.Dual(place, place + 2);
    }

    void store(Operand operand, int place) {
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
            values.variables().split(place);
            code.labelBinding(end);
        }
    }

    void pushBoxed(Operand operand) {
        if (operand instanceof Operand.Dual(int number, int other)) {
            code.dload(number).aload(other).invokestatic(ARITHMETIC, "box", type(VALUE, DOUBLE, VALUE));
            return;
        }
        Label slow = code.newLabel();
        Label end = code.newLabel();
        boolean sure = testNumbers(slow, operand);
        pushUnboxed(operand);
        values.box();
        if (!sure) {
            code.goto_(end).labelBinding(slow);
            pushByRuntime(operand);
            code.labelBinding(end);
        }
    }

    /** Goes to a label unless all operands are numbers; {@return whether they are, whatever happens} */
    boolean testNumbers(Label otherwise, Operand... operands) {
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
    void pushUnboxed(Operand operand) {
        switch (operand) {
            case Operand.Constant(double value) -> values.constant(value);
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
                    case FLOOR_DIVIDE, MODULO, POWER ->
                        code.invokestatic(NUMBERS, nameOf(operator, left, right), type(DOUBLE, DOUBLE, DOUBLE));
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
    void pushByRuntime(Operand operand) {
        switch (operand) {
            case Operand.Constant _,Operand.Number _,Operand.Dual _ -> pushBoxed(operand);
            case Operand.Negation(Operand inner, int line) -> {
                pushByRuntime(inner);
                values.line(line);
                values.self();
                code.invokestatic(ARITHMETIC, "negate", type(VALUE, VALUE, FUNCTION));
            }
            case Operand.Binary(Operator operator, Operand left, Operand right, int line) -> {
                pushByRuntime(left);
                pushByRuntime(right);
                values.line(line);
                values.self();
                code.invokestatic(ARITHMETIC, nameOf(operator, left, right), type(VALUE, VALUE, VALUE, FUNCTION));
            }
        }
    }

    private static String nameOf(Operator operator, Operand left, Operand right) {
        return switch (operator) {
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case MULTIPLY -> "multiply";
            case DIVIDE -> "divide";
            case FLOOR_DIVIDE -> "floorDivide";
            case MODULO -> "modulo";
            case POWER -> isConstant(right) && !isConstant(left) ? "powerOfConstant" : "power";
        };
    }
}
