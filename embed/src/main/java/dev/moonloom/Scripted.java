package dev.moonloom;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Shows a member of a class to scripts; nothing without it is shown. In an object that is a {@link Moonloom.Builder#library},
 * the annotated methods are its functions. In a class that {@link LuauType#annotated} makes a type of, it shows the members of
 * the type; on the class itself it gives the type its name.
 *
 * {@snippet :
 * @Scripted("Door")
 * final class DoorBlock {
 *     @Scripted("Locked") private boolean locked;
 *
 *     @Scripted("Open") void open() { ... }
 *
 *     @Scripted(value = "Owner", property = true) Player owner() { ... }
 * }
 * }
 *
 * <ul>
 *   <li>A method is a method: {@code entity:damage(10)}.
 *   <li>A field is a property, which scripts can write unless the field is final.
 *   <li>A component of a record is a property, read through its accessor.
 *   <li>A method with {@link #property} is read, or written, as a property: the getter is the one without parameters, the
 *       setter the one with a single parameter and without a result; they belong together when they have one name.
 * </ul>
 *
 * <p>Neither the class nor the member need be public. Static members cannot be shown.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Scripted {
    /** {@return the name that scripts use} By default that in Java. */
    String value() default "";

    /** {@return whether a method is the getter or the setter of a property} */
    boolean property() default false;
}
