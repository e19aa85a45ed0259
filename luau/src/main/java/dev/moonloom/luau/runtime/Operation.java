package dev.moonloom.luau.runtime;

import org.jspecify.annotations.Nullable;

/** The arithmetic operators: what they do with numbers and with vectors. */
enum Operation {
    ADD(MetaEvent.ADD), SUBTRACT(MetaEvent.SUB), MULTIPLY(MetaEvent.MUL), DIVIDE(MetaEvent.DIV), FLOOR_DIVIDE(
            MetaEvent.IDIV), MODULO(MetaEvent.MOD), POWER(MetaEvent.POW),
    /** The unary minus, done as an operation on the operand and itself. */
    NEGATE(MetaEvent.UNM);

    final MetaEvent event;

    Operation(MetaEvent event) {
        this.event = event;
    }

    double apply(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case FLOOR_DIVIDE -> Numbers.floorDivide(a, b);
            case MODULO -> Numbers.modulo(a, b);
            case POWER -> Numbers.power(a, b);
            case NEGATE -> -a;
        };
    }

    /** {@return the result for two vectors, or null when there is no such operation} */
    @Nullable LuauVector apply(LuauVector a, LuauVector b) {
        return switch (this) {
            case ADD -> LuauVector.add(a, b);
            case SUBTRACT -> LuauVector.sub(a, b);
            case MULTIPLY -> LuauVector.mul(a, b);
            case DIVIDE -> LuauVector.div(a, b);
            case FLOOR_DIVIDE -> LuauVector.idiv(a, b);
            case NEGATE -> LuauVector.negate(a);
            case MODULO, POWER -> null;
        };
    }

    /** {@return the result for a vector and a number, or null when there is no such operation} */
    @Nullable LuauVector apply(LuauVector a, double b) {
        return switch (this) {
            case MULTIPLY -> LuauVector.mul(a, b);
            case DIVIDE -> LuauVector.div(a, b);
            case FLOOR_DIVIDE -> LuauVector.idiv(a, b);
            case ADD, SUBTRACT, MODULO, POWER, NEGATE -> null;
        };
    }

    /** {@return the result for a number and a vector, or null when there is no such operation} */
    @Nullable LuauVector apply(double a, LuauVector b) {
        return switch (this) {
            case MULTIPLY -> LuauVector.mul(a, b);
            case DIVIDE -> LuauVector.div(a, b);
            case FLOOR_DIVIDE -> LuauVector.idiv(a, b);
            case ADD, SUBTRACT, MODULO, POWER, NEGATE -> null;
        };
    }
}
