/**
 * What scripts can reach: nothing of another VM, nothing of the host's Java, and no way past an interrupt or the end of the
 * memory. What one script in one VM shows is a behaviour script in {@code scripts/sandbox}.
 */
@NullMarked
package dev.moonloom.tests.sandbox;

import org.jspecify.annotations.NullMarked;
