/**
 * The runner of the behaviour scripts, and what holds between the modules.
 *
 * <pre>
 *  scripts/&lt;area&gt;/&lt;behaviour&gt;.luau ─> Script ─> ScriptRun ─> Transcript
 *                                         │  options, expectations  │
 *                                         └───────> compared <──────┘
 * </pre>
 *
 * <p>{@code ScriptsTest} makes a test of every script; {@code RunnerTest} shows that each kind of bad script fails. The
 * package {@code givingway} runs the scripts in code that gives way before its calls; {@code faults} plants faults that
 * they must find.
 */
@NullMarked
package dev.moonloom.tests;

import org.jspecify.annotations.NullMarked;
