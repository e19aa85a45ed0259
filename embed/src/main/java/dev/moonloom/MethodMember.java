package dev.moonloom;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of a type, or what a call of an object itself does.
 *
 * @param typeName the type's name, for error texts
 * @param owner the class of the objects that have it
 * @param parameters what the arguments after the object are converted to
 * @param answer what its result is declared as
 */
record MethodMember(String typeName, Class<?> owner, String name, List<Type> parameters, ShownType answer,
        Body body) implements Member {
    /** The code. */
    @FunctionalInterface
    interface Body {
        @Nullable Object call(Object instance, @Nullable Object[] arguments) throws Throwable;
    }

    /** {@return whether its result is one of the call} */
    boolean answers() {
        return answer.type() != void.class;
    }

    @Override
    public Prepared prepare(Conversions conversions) {
        FromLuau[] ways = parameters.stream().map(conversions::fromLuau).toArray(FromLuau[]::new);
        return vm -> new MethodInVm(vm, this, ways);
    }
}
