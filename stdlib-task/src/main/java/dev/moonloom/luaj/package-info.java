/**
 * LuaJ as a language behind Moonloom's scheduler: its compiler and its interpreter, run on our coroutines.
 *
 * <p>Two doors. {@link dev.moonloom.luaj.LuaJHost} installs {@code task} and our {@code coroutine} into a
 * {@code Globals} that a host has already. {@link dev.moonloom.luaj.StandaloneVm} is a whole VM with a {@code Globals}
 * of its own, from which scripts reach neither Java nor files nor processes.
 *
 * <p>No other package touches LuaJ's {@code Globals}.
 */
@NullMarked
package dev.moonloom.luaj;

import org.jspecify.annotations.NullMarked;
