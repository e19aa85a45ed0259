/**
 * The standard libraries that need nothing but the runtime: no threads, no clock of the scheduler. Each library is a class
 * with an {@code install} or {@code create} method; functions that are called often are classes of their own, which
 * compiled code enters with its arguments as they are.
 */
@NullMarked
package dev.moonloom.luau.library;

import org.jspecify.annotations.NullMarked;
