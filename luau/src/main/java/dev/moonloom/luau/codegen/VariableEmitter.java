package dev.moonloom.luau.codegen;

import static dev.moonloom.luau.codegen.Names.ARITHMETIC;
import static dev.moonloom.luau.codegen.Names.CELL;
import static dev.moonloom.luau.codegen.Names.COUNTERS;
import static dev.moonloom.luau.codegen.Names.CURSOR;
import static dev.moonloom.luau.codegen.Names.DOUBLE;
import static dev.moonloom.luau.codegen.Names.VALUE;
import static dev.moonloom.luau.codegen.Names.VARARGS;
import static dev.moonloom.luau.codegen.Names.type;

import dev.moonloom.luau.analysis.Variable;
import dev.moonloom.luau.analysis.Variable.Kind;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/** Emits the reading and writing of variables, wherever they are kept. */
final class VariableEmitter {
    private final CodeBuilder code;
    private final Slots slots;
    private final int sharedPlace;

    VariableEmitter(CodeBuilder code, MethodContext context) {
        this.code = code;
        this.slots = context.slots();
        this.sharedPlace = context.sharedPlace();
    }

    /** Pushes a VALUE, CELL, MANY or CURSOR. */
    void load(Variable variable) {
        if (slots.isShared(variable)) {
            code.aload(sharedPlace).loadConstant(slots.indexOf(variable)).aaload().checkcast(typeOf(variable));
        } else {
            code.aload(slots.of(variable));
        }
    }

    /** Takes a VALUE, CELL, MANY or CURSOR off the stack. */
    void store(Variable variable) {
        if (slots.isShared(variable)) {
            code.aload(sharedPlace).swap().loadConstant(slots.indexOf(variable)).swap().aastore();
        } else {
            code.astore(slots.of(variable));
        }
    }

    private ClassDesc typeOf(Variable variable) {
        return switch (slots.kindOf(variable)) {
            case VALUE, NUMBER, DUAL, LONG -> VALUE;
            case CELL -> CELL;
            case MANY -> VARARGS;
            case CURSOR -> CURSOR;
        };
    }

    /** Pushes a NUMBER. */
    void loadNumber(Variable variable) {
        if (slots.isShared(variable)) {
            load(variable);
            number();
        } else {
            code.dload(slots.of(variable));
        }
    }

    /** Takes a number off the stack into a NUMBER. */
    void storeNumber(Variable variable) {
        if (slots.isShared(variable)) {
            code.invokestatic(Names.NUMBER, "of", type(Names.NUMBER, DOUBLE));
            store(variable);
        } else {
            code.dstore(slots.of(variable));
        }
    }

    /** Pushes a LONG. */
    void loadLong(Variable variable) {
        if (slots.isShared(variable)) {
            load(variable);
            number();
            code.d2l();
        } else {
            code.lload(slots.of(variable));
        }
    }

    /** Takes a long off the stack into a LONG. */
    void storeLong(Variable variable) {
        if (slots.isShared(variable)) {
            code.invokestatic(COUNTERS, "box", type(VALUE, Names.LONG));
            store(variable);
        } else {
            code.lstore(slots.of(variable));
        }
    }

    private void number() {
        code.invokestatic(ARITHMETIC, "number", type(DOUBLE, VALUE));
    }

    /** Takes a value off the stack into a dual place. */
    void split(int place) {
        code.dup();
        number();
        code.dstore(place).invokestatic(ARITHMETIC, "other", type(VALUE, VALUE)).astore(place + 2);
    }

    /** Takes a value off the stack into a variable; a CELL gets a new cell. */
    void bind(Variable variable) {
        switch (slots.kindOf(variable)) {
            case VALUE -> store(variable);
            case DUAL -> split(slots.of(variable));
            case CELL -> {
                code.invokestatic(CELL, "of", type(CELL, VALUE));
                store(variable);
            }
            case NUMBER -> {
                number();
                code.dstore(slots.of(variable));
            }
            case MANY, LONG, CURSOR -> throw new AssertionError("no variable for one value: " + variable);
        }
    }

    /** Takes a number off the stack into a variable of a loop; a CELL gets a new cell. */
    void bindNumber(Variable variable) {
        switch (slots.kindOf(variable)) {
            case NUMBER -> code.dstore(slots.of(variable));
            case DUAL -> code.dstore(slots.of(variable)).aconst_null().astore(slots.otherOf(variable));
            case VALUE, CELL -> {
                code.invokestatic(Names.NUMBER, "of", type(Names.NUMBER, DOUBLE));
                bind(variable);
            }
            case MANY, LONG, CURSOR -> throw new AssertionError("no loop variable: " + variable);
        }
    }

    /**
     * Pushes what an array keeps of a variable that is not shared. A number gets a box of its own here, in cold code: a box
     * that may come from the hot path would have to be made there.
     */
    void pushKept(Variable variable) {
        int place = slots.of(variable);
        switch (variable.kind()) {
            case VALUE -> code.aload(place).invokestatic(Names.FRAME, "copy", type(VALUE, VALUE));
            case NUMBER -> code.dload(place).invokestatic(Names.NUMBER, "of", type(Names.NUMBER, DOUBLE));
            case DUAL -> code.dload(place).aload(slots.otherOf(variable)).invokestatic(ARITHMETIC, "box",
                    type(VALUE, DOUBLE, VALUE));
            case LONG -> code.lload(place).invokestatic(COUNTERS, "box", type(VALUE, Names.LONG));
            case CELL, MANY, CURSOR -> code.aload(place);
        }
    }

    /** Pushes the object that a frame keeps of a variable: of a DUAL what is there when it is no number. */
    void pushKeptObject(Variable variable) {
        if (variable.kind() == Kind.DUAL) {
            code.aload(slots.otherOf(variable));
        } else {
            pushKept(variable);
        }
    }

    /** Pushes what a frame keeps of a local that nothing reads any more: the object in it, if there is one. */
    void pushHeld(Variable variable) {
        if (variable.kind() == Kind.VALUE) {
            code.aload(slots.of(variable)).invokestatic(Names.FRAME, "object", type(VALUE, VALUE));
        } else {
            pushKeptObject(variable);
        }
    }

    /** Pushes the number that a frame keeps of a NUMBER, LONG or DUAL; of a LONG its bits, which need no conversion. */
    void pushKeptNumber(Variable variable) {
        if (variable.kind() == Kind.LONG) {
            code.lload(slots.of(variable)).invokestatic(ConstantDescs.CD_Double, "longBitsToDouble",
                    type(DOUBLE, Names.LONG));
        } else {
            code.dload(slots.of(variable));
        }
    }

    /** Takes off the stack what {@link #pushKeptObject} or {@link #pushHeld} had pushed. */
    void restoreObject(Variable variable) {
        code.checkcast(typeOf(variable));
        code.astore(variable.kind() == Kind.DUAL ? slots.otherOf(variable) : slots.of(variable));
    }

    /** Takes off the stack what {@link #pushKeptNumber} had pushed. */
    void restoreNumber(Variable variable) {
        if (variable.kind() == Kind.LONG) {
            code.invokestatic(ConstantDescs.CD_Double, "doubleToRawLongBits", type(Names.LONG, DOUBLE));
            code.lstore(slots.of(variable));
        } else {
            code.dstore(slots.of(variable));
        }
    }

    /** Fills a variable that is not shared from what an array kept of it, which is on the stack. */
    void restore(Variable variable) {
        int place = slots.of(variable);
        code.checkcast(typeOf(variable));
        switch (variable.kind()) {
            case VALUE, CELL, MANY, CURSOR -> code.astore(place);
            case DUAL -> split(place);
            case NUMBER -> {
                number();
                code.dstore(place);
            }
            case LONG -> {
                number();
                code.d2l().lstore(place);
            }
        }
    }

    /** Gives a variable that is not shared, and that no frame fills, a value of its type: the verifier asks for one. */
    void clear(Variable variable) {
        int place = slots.of(variable);
        switch (variable.kind()) {
            case VALUE, CELL, MANY, CURSOR -> code.aconst_null().astore(place);
            case NUMBER -> code.dconst_0().dstore(place);
            case LONG -> code.lconst_0().lstore(place);
            case DUAL -> code.dconst_0().dstore(place).aconst_null().astore(slots.otherOf(variable));
        }
    }
}
