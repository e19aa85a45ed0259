/**
 * How {@code require} finds modules: from the path that a script gives to the text of a file.
 *
 * <p>{@link dev.moonloom.core.require.ModuleResolver} is the class to read; a
 * {@link dev.moonloom.core.require.ModuleSource} is where a host keeps the files. Nothing here runs a script.
 */
@NullMarked
package dev.moonloom.core.require;

import org.jspecify.annotations.NullMarked;
