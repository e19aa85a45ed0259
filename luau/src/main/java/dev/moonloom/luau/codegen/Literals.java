package dev.moonloom.luau.codegen;

import java.lang.classfile.CodeBuilder;

/**
 * Numbers of which a class may need more than the JVM lets it have as constants: 65,535 of all kinds. Those that instructions
 * hold are none of them.
 */
final class Literals {
    /** How many bits of a number an instruction holds that pushes one without a sign. */
    private static final int BITS = 15;

    private Literals() {}

    /** Pushes a number that counts something. */
    static void pushCount(CodeBuilder code, int number) {
        int high = number >> BITS;
        if (high > 0 && high < (1 << BITS)) {
            code.loadConstant(high).loadConstant(BITS).ishl();
            code.loadConstant(number & ((1 << BITS) - 1)).ior();
        } else {
            code.loadConstant(number);
        }
    }
}
