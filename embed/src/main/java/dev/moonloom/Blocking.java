package dev.moonloom;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a {@link Scripted} method blocks: it runs on the pool for that, see {@link Moonloom.Builder#blockingOn}, while
 * its caller waits. Its arguments are converted before, and it is interrupted when the caller is cancelled.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Blocking {}
