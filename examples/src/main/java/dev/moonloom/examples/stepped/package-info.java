/** A scheduler without a thread of its own, stepped by the host's tick loop. */
@NullMarked
package dev.moonloom.examples.stepped;

import org.jspecify.annotations.NullMarked;
