package dev.moonloom.tests.differential;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A local variable or a global of the generated program.
 *
 * @param assignable whether the program may change it; it stays of its kind
 * @param signature of a function
 */
record Variable(String name, Kind kind, boolean assignable, @Nullable Signature signature) {
    static Variable of(String name, Kind kind) {
        return new Variable(name, kind, true, null);
    }

    static Variable constant(String name, Kind kind) {
        return new Variable(name, kind, false, null);
    }

    static Variable function(String name, Signature signature) {
        return new Variable(name, Kind.FUNCTION, false, signature);
    }

    Signature called() {
        return Objects.requireNonNull(signature, name);
    }
}
