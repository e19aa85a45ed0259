package dev.moonloom;

import dev.moonloom.luau.runtime.LuauFunction;

/** One thing that a type shows to scripts: a property, a method, what an operator does. Immutable; any thread. */
@FunctionalInterface
interface Member {
    /**
     * {@return the member with its conversions made, for any number of VMs}
     *
     * @throws IllegalArgumentException naming the Java type that has no conversion
     */
    Prepared prepare(Conversions conversions);

    /** A member that only lacks a VM. */
    @FunctionalInterface
    interface Prepared {
        /** {@return the member in a VM} */
        LuauFunction in(Vm vm);
    }
}
