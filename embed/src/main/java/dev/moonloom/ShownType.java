package dev.moonloom;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.util.stream.Stream;

/**
 * What Java declares of a value that scripts get.
 *
 * @param type its type; {@code void} for nothing, and {@code Object} where nothing is declared
 * @param isNullable whether an annotation says that it may be null
 */
record ShownType(Type type, boolean isNullable) {
    /** Nothing at all. */
    static final ShownType NOTHING = new ShownType(void.class, false);
    /** Whatever the code answers. */
    static final ShownType ANYTHING = new ShownType(Object.class, false);

    static ShownType of(AnnotatedType declared) {
        return new ShownType(declared.getType(), isNullable(declared));
    }

    /** {@return whether a type is annotated with {@code Nullable}, of whatever library that is} */
    static boolean isNullable(AnnotatedType declared) {
        return Stream.of(declared.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getSimpleName().equals("Nullable"));
    }
}
