/** Hearing of every thread, and having a say in which ones there may be. */
@NullMarked
package dev.moonloom.examples.feedback;

import org.jspecify.annotations.NullMarked;
