/**
 * What generated code and libraries run on: values, tables, functions, errors, and the frames of suspended coroutines.
 *
 * <p>Where to begin: {@link dev.moonloom.luau.runtime.LuauState} is what the running code of one VM shares;
 * {@link dev.moonloom.luau.runtime.LuauFunction} is what is called, and says how a call gives way; a
 * {@link dev.moonloom.luau.runtime.Frame} is a function that has done so, one of the
 * {@link dev.moonloom.luau.runtime.Activation}s of a {@link dev.moonloom.luau.runtime.LuauThread}, whose trampoline runs it on.
 * {@link dev.moonloom.luau.runtime.LuauTable} is the table. {@code Arithmetic}, {@code Comparison}, {@code Indexing},
 * {@code Calls} and {@code Iteration} are the operators that generated code calls; {@code Protection} is {@code pcall}.
 *
 * <p>Values are LuaJ's. Nothing here knows of syntax, of the compiler or of the scheduler. Everything belongs to the
 * VM's owner thread unless it says otherwise.
 */
@NullMarked
package dev.moonloom.luau.runtime;

import org.jspecify.annotations.NullMarked;
