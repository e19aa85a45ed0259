package dev.moonloom.luau.syntax;

/** Operators with two operands. */
public enum BinaryOperator {
    ADD(6, 6), SUBTRACT(6, 6), MULTIPLY(7, 7), DIVIDE(7, 7), FLOOR_DIVIDE(7, 7), MODULO(7, 7), POWER(10, 9), CONCAT(5,
            4), EQUAL(3, 3), NOT_EQUAL(3,
                    3), LESS(3, 3), LESS_EQUAL(3, 3), GREATER(3, 3), GREATER_EQUAL(3, 3), AND(2, 2), OR(1, 1);

    private final int left;
    private final int right;

    BinaryOperator(int left, int right) {
        this.left = left;
        this.right = right;
    }

    /** {@return how strongly it binds what stands before it} */
    int left() {
        return left;
    }

    /** {@return how strongly it binds what stands behind it: less if it groups from the right} */
    int right() {
        return right;
    }
}
