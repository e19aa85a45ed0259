/**
 * Luau's own conformance suite, unmodified, from a checkout of Luau.
 *
 * <pre>
 *   checkout/tests/conformance/x.luau ─> SuiteFile ─> ConformanceRun ─> "OK", or the error it ended with
 *                                            │            │
 *              known_failures.txt ───────────┘            └─ SuiteHelpers: what Luau's own runner gives the files
 * </pre>
 *
 * <p>{@code ConformanceTest} makes a test of every file. Without {@code -Dluau.src=CHECKOUT} it is skipped.
 */
@NullMarked
package dev.moonloom.tests.conformance;

import org.jspecify.annotations.NullMarked;
