/**
 * LuaJ's interpreter behind Moonloom's scheduler, for hosts that have a {@code Globals} already:
 * {@link dev.moonloom.luaj.LuaJHost} installs {@code task} and our {@code coroutine} into it, and its scripts run on our
 * coroutines.
 *
 * <p>No other package touches LuaJ's {@code Globals}. Luau itself needs nothing of this.
 */
@NullMarked
package dev.moonloom.luaj;

import org.jspecify.annotations.NullMarked;
