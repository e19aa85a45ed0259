/**
 * Luau scripts in a Java program: what a host sees, and all it needs.
 *
 * <pre>
 *   Moonloom ──newVm──> Vm ──run(Script, arguments)──> Run ──> result, done
 *   what all VMs of a     one isolated world,            a script and all
 *   host have in common   with one thread at a time      that it has started
 * </pre>
 *
 * <p>{@link dev.moonloom.Moonloom} is the class to read first: its builder takes what scripts are given. Java functions are
 * {@link dev.moonloom.HostFunction}s or annotated methods of an object, Java objects are shown through a
 * {@link dev.moonloom.LuauType}, and what crosses the border in either direction is converted by the Java type that is asked
 * for: {@code Conversions} is the one place that knows how. What goes wrong in a script is a
 * {@link dev.moonloom.ScriptException}.
 *
 * <p>Commands are hot: calling one is doing it. What comes later is a {@link java.util.concurrent.CompletableFuture}; waiting
 * for one on the very thread that would have to complete it throws instead of hanging.
 */
@NullMarked
package dev.moonloom;

import org.jspecify.annotations.NullMarked;
