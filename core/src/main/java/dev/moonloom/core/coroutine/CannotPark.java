package dev.moonloom.core.coroutine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * A coroutine's frames could not be suspended: its stack cannot be frozen, or a Java frame on it holds a monitor. To
 * the script it is an ordinary error raised by the call that wanted to yield. A caller that had registered a wake-up
 * takes it back on seeing this, or the wake-up would reach some later yield.
 */
public final class CannotPark extends LuaError {
    private static final long serialVersionUID = 1L;

    CannotPark(String text) {
        super(LuaValue.valueOf(text));
    }
}
