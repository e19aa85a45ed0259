package dev.moonloom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;

/** Defines hidden classes after a pattern, each with a method handle that is a constant in it. */
final class HiddenMethods {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private HiddenMethods() {}

    /** {@return the constant of a class that was defined here} Its initialiser asks. */
    static MethodHandle constantOf(MethodHandles.Lookup type) {
        try {
            return Objects.requireNonNull(
                    MethodHandles.classData(type, ConstantDescs.DEFAULT_NAME, MethodHandle.class),
                    "the pattern itself has no method");
        } catch (IllegalAccessException e) {
            throw new LinkageError("a hidden class cannot see its own data", e);
        }
    }

    /**
     * {@return the constructor of a new class after a pattern, as a handle of this type}
     *
     * @param pattern a class of this package with a constructor of that type
     * @param constant the handle that is its constant
     */
    static MethodHandle define(Class<?> pattern, MethodHandle constant, MethodType constructor) {
        String file = pattern.getName().substring(pattern.getPackageName().length() + 1) + ".class";
        try (InputStream code = Objects.requireNonNull(pattern.getResourceAsStream(file), file)) {
            MethodHandles.Lookup defined = LOOKUP.defineHiddenClassWithClassData(code.readAllBytes(), constant, true);
            return defined.findConstructor(defined.lookupClass(), constructor.changeReturnType(void.class))
                    .asType(constructor);
        } catch (IOException failure) {
            throw new UncheckedIOException("the class file of " + pattern.getName() + " cannot be read", failure);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a hidden class is not as its pattern", e);
        }
    }
}
