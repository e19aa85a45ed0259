/** Ending threads: from the script, and everything that a script has started from the host. */
@NullMarked
package dev.moonloom.examples.cancellation;

import org.jspecify.annotations.NullMarked;
