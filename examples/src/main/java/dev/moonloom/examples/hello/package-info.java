/** A script in a VM of its own, on a thread of its own: the least that a host needs. */
@NullMarked
package dev.moonloom.examples.hello;

import org.jspecify.annotations.NullMarked;
