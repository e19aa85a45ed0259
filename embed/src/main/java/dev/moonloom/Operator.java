package dev.moonloom;

import dev.moonloom.luau.runtime.MetaEvent;

/** An operator of Luau with two operands, which a {@link LuauType} may give a meaning. */
public enum Operator {
    /** {@code a + b}. */
    ADD(MetaEvent.ADD),
    /** {@code a - b}. */
    SUB(MetaEvent.SUB),
    /** {@code a * b}. */
    MUL(MetaEvent.MUL),
    /** {@code a / b}. */
    DIV(MetaEvent.DIV),
    /** {@code a // b}. */
    IDIV(MetaEvent.IDIV),
    /** {@code a % b}. */
    MOD(MetaEvent.MOD),
    /** {@code a ^ b}. */
    POW(MetaEvent.POW),
    /** {@code a .. b}. */
    CONCAT(MetaEvent.CONCAT);

    private final MetaEvent event;

    Operator(MetaEvent event) {
        this.event = event;
    }

    MetaEvent event() {
        return event;
    }
}
