package dev.moonloom;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Method handles of fixed types, so that calling one costs no look at its type. What is called throws nothing checked. */
final class Handles {
    private static final MethodType SETTER = MethodType.methodType(void.class, Object.class, int.class, Object.class);
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class, int.class);

    private Handles() {}

    /** {@return what sets an item of arrays of a class} */
    static MethodHandle arraySetter(Class<?> array) {
        return MethodHandles.arrayElementSetter(array).asType(SETTER);
    }

    /** {@return what gets an item of arrays of a class} */
    static MethodHandle arrayGetter(Class<?> array) {
        return MethodHandles.arrayElementGetter(array).asType(GETTER);
    }

    static void set(MethodHandle setter, Object array, int index, @Nullable Object item) {
        try {
            setter.invokeExact(array, index, item);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    static @Nullable Object get(MethodHandle getter, Object array, int index) {
        try {
            return (Object) getter.invokeExact(array, index);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    /** {@return what a handle has thrown} To be thrown, unless this throws it. */
    static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> throw new AssertionError(thrown);
        };
    }
}
