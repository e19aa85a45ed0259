/**
 * Faults planted into the compiler and its runtime: the behaviour scripts must find each of them, or they prove little.
 *
 * <pre>
 *   PlantedFault ──> FaultyCompiler ──> FaultyLoader ──> ScriptProbe
 *   (a change of     (the changed      (all our classes  (runs scripts until one
 *    one source)      source's classes) with the change)  does what it should not)
 * </pre>
 *
 * <p>Production code has no part in this: a fault replaces a fragment of a source file, which is compiled anew.
 */
@NullMarked
package dev.moonloom.tests.faults;

import org.jspecify.annotations.NullMarked;
