/**
 * The runner of the behaviour scripts, and what holds between the modules.
 *
 * <pre>
 *  scripts/&lt;area&gt;/&lt;behaviour&gt;.luau ─> Script ─> ScriptRun ─> Transcript
 *                                         │  options, expectations  │
 *                                         └───────> compared <──────┘
 * </pre>
 *
 * <p>{@code ScriptsTest} makes a test of every script; {@code RunnerTest} shows that each kind of bad script fails.
 */
@NullMarked
package dev.moonloom.tests;

import org.jspecify.annotations.NullMarked;
