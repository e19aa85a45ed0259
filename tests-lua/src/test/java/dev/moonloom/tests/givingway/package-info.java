/**
 * Proofs that code can be resumed behind its calls: the behaviour scripts and a few large programs run in code that
 * gives way before its calls, and must do what they always do.
 *
 * <p>{@code ResumedCalls} counts the calls behind which frames were resumed.
 */
@NullMarked
package dev.moonloom.tests.givingway;

import org.jspecify.annotations.NullMarked;
