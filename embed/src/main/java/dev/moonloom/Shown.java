package dev.moonloom;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a global, or of a member of a library, before any VM is there: what {@link Definitions} are made of. */
sealed interface Shown {
    /** {@return the class in which a piece of code is written} That of a lambda has no name of its own. */
    static String sourceOf(Object code) {
        String name = code.getClass().getName();
        int lambda = name.indexOf("$$");
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    /**
     * A function that takes and answers anything.
     *
     * @param source the class that it is written in, for readers
     */
    record Function(String source) implements Shown {}

    /** A function whose parameters and answer Java declares. */
    record Typed(Method method) implements Shown {}

    /** A value of Java. */
    record Value(@Nullable Object value) implements Shown {}

    /**
     * A read-only table.
     *
     * @param source what the members are from, for readers
     */
    record Table(String source, Map<String, Moonloom.Global> members) implements Shown {}
}
