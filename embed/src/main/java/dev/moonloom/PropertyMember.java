package dev.moonloom;

import org.jspecify.annotations.Nullable;

/**
 * A property of a type.
 *
 * @param typeName the type's name, for error texts
 * @param valueType what it is declared as; a value that is set is converted to that
 * @param setter null when scripts cannot write it
 */
record PropertyMember(String typeName, String name, ShownType valueType, Getter getter,
        @Nullable Setter setter) implements Member {
    /** Reads it. */
    @FunctionalInterface
    interface Getter {
        @Nullable Object get(Object instance) throws Throwable;
    }

    /** Writes it. */
    @FunctionalInterface
    interface Setter {
        void set(Object instance, @Nullable Object value) throws Throwable;
    }

    @Override
    public Prepared prepare(Conversions conversions) {
        FromLuau conversion = setter == null ? null : conversions.fromLuau(valueType.type());
        return vm -> new PropertyInVm(vm, this, conversion);
    }
}
