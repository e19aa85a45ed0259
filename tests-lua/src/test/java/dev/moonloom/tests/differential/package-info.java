/**
 * Random programs, run by us and by native Luau, which have to print the same.
 *
 * <pre>
 *  seed ─> Generator ─> Program ─┬─> MoonloomRunner ───────────────┬─> Difference ─> Shrinker
 *              │                 └─> NativeRunner, or Recordings ──┘
 *              └─> Tally: what the programs exercise
 * </pre>
 *
 * <p>{@code RecordedProgramsTest} needs no native Luau: its output for some thousand programs is kept in {@code
 * recordings.gz}. {@code LiveProgramsTest} asks native Luau about any number of others.
 *
 * <p>A program is made of {@link dev.moonloom.tests.differential.Idea}s, each of which writes statements that do one
 * thing. Whoever changes one changes the programs of all seeds, and has to record again; {@code RecordedProgramsTest}
 * says how.
 */
@NullMarked
package dev.moonloom.tests.differential;

import org.jspecify.annotations.NullMarked;
