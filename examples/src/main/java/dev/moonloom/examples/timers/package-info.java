/** An hour of timers in no time: the same script under virtual time, as in tests and simulations. */
@NullMarked
package dev.moonloom.examples.timers;

import org.jspecify.annotations.NullMarked;
