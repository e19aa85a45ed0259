/** Programs to read and to copy from, a package each: a host, the script it runs, and under the tests what it prints. */
@NullMarked
package dev.moonloom.examples;

import org.jspecify.annotations.NullMarked;
