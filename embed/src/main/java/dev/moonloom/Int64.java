package dev.moonloom;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands before a {@code long} or {@code Long} that is Luau's type {@code integer}, all 64 bits of it. Without it a {@code
 * long} is a number, and an error beyond 2^53.
 *
 * {@snippet :
 * record Account(@Int64 long id, String name, List<@Int64 Long> friends) {}
 * }
 */
@Documented
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Int64 {}
