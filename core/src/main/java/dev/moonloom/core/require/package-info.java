/**
 * {@code require}: from the path that a script gives to the value of a module.
 *
 * <pre>
 *   RequireFunction ──> Requirement ──> Search ──> ModuleLibrary ──> ModuleResolver ──> ModuleSource
 *   (waits for it)          │           (any thread: finds, reads and compiles; VMs share it)   (names: Navigator, Aliases)
 *                           └──> RequiredModule: runs once in a VM, in a thread that ends in ModuleEnd
 * </pre>
 *
 * <p>{@link dev.moonloom.core.require.Require} is the class to begin with. Hosts say where modules are by a
 * {@link dev.moonloom.core.require.ModuleSource}.
 */
@NullMarked
package dev.moonloom.core.require;

import org.jspecify.annotations.NullMarked;
