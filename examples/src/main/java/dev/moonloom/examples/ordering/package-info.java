/** Which thread runs when: spawn at once, defer at the end of the cycle, delay in a later one. */
@NullMarked
package dev.moonloom.examples.ordering;

import org.jspecify.annotations.NullMarked;
