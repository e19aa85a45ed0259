package dev.moonloom.luau.codegen;

import static dev.moonloom.luau.codegen.Names.BOOL;
import static dev.moonloom.luau.codegen.Names.COMPARISON;
import static dev.moonloom.luau.codegen.Names.FUNCTION;
import static dev.moonloom.luau.codegen.Names.VALUE;
import static dev.moonloom.luau.codegen.Names.type;

import dev.moonloom.luau.analysis.Value;
import dev.moonloom.luau.analysis.Value.Relation;
import dev.moonloom.luau.analysis.Variable;
import dev.moonloom.luau.analysis.Variable.Kind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;

/** Emits branches on conditions: a comparison is made where it is asked for, and no boolean in between. */
final class ConditionEmitter {
    private final CodeBuilder code;
    private final Slots slots;
    private final ValueEmitter values;
    private final ArithmeticEmitter arithmetic;

    ConditionEmitter(CodeBuilder code, Slots slots, ValueEmitter values, ArithmeticEmitter arithmetic) {
        this.code = code;
        this.slots = slots;
        this.values = values;
        this.arithmetic = arithmetic;
    }

    /** Goes to a label when a value is true, or when it is not; goes on otherwise. */
    void branch(Value condition, Label target, boolean when) {
        switch (condition) {
            case Value.Nil _ -> always(target, !when);
            case Value.Bool(boolean truth) -> always(target, truth == when);
            case Value.Num _,Value.Int _,Value.Str _,Value.Closure _,Value.NewTable _,Value.Self _ ->
                always(target, when);
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
                values.push(condition);
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
            values.push(compare.left());
            values.push(compare.right());
            values.line(compare.line());
            byRuntime("equal", target, (relation == Relation.EQUAL) == when);
            return;
        }
        int mark = slots.mark();
        ArithmeticEmitter.Operands both = arithmetic.operands(compare.left(), compare.right());
        Label slow = code.newLabel();
        Label end = code.newLabel();
        boolean sure = arithmetic.testNumbers(slow, both.left(), both.right());
        arithmetic.pushUnboxed(both.left());
        arithmetic.pushUnboxed(both.right());
        branchNumbers(relation, target, when);
        if (!sure) {
            code.goto_(end).labelBinding(slow);
            arithmetic.pushByRuntime(both.left());
            arithmetic.pushByRuntime(both.right());
            values.line(compare.line());
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
        values.self();
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
            values.push(other);
        }
        values.push(constant);
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
