/** Java functions that take their time: the script waits, the scheduler does not. */
@NullMarked
package dev.moonloom.examples.async;

import org.jspecify.annotations.NullMarked;
