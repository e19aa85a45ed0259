/**
 * A VM put together: compiled Luau, its standard libraries and a scheduler.
 *
 * <p>{@link dev.moonloom.core.vm.ScriptVm} is the class to read; {@code LuauEngine} is what the core knows of the language.
 */
@NullMarked
package dev.moonloom.core.vm;

import org.jspecify.annotations.NullMarked;
