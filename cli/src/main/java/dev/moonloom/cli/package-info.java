/**
 * The {@code moonloom} command: runs scripts in a VM of their own.
 *
 * <p>{@link dev.moonloom.cli.Main} maps words to exit codes; {@code RunCommand} is the command, {@code ScriptRun} the
 * life of one script.
 */
@NullMarked
package dev.moonloom.cli;

import org.jspecify.annotations.NullMarked;
