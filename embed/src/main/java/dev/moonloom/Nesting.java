package dev.moonloom;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * One conversion of a whole value, in either direction: what contains what its parts stand in. Containers that contain
 * themselves are refused, and so is what is nested too deep.
 */
class Nesting {
    /** Deeper than any data is meant to be, and far from the end of a stack. */
    static final int MOST_LEVELS = 100;

    private final Vm vm;
    private @Nullable Object[] containers = new @Nullable Object[4];
    private int level;

    Nesting(Vm vm) {
        this.vm = vm;
    }

    /** {@return the VM whose values these are, or become} */
    final Vm vm() {
        return vm;
    }

    /**
     * The parts of a container follow.
     *
     * @throws Mismatch when it contains itself, or is nested too deep
     */
    final void enter(Object container) {
        int level = this.level;
        for (int i = 0; i < level; i++) {
            if (containers[i] == container) {
                throw new Mismatch(nameOf(container) + " contains itself");
            }
        }
        if (level == MOST_LEVELS) {
            throw new Mismatch("nested more than " + MOST_LEVELS + " levels deep");
        }
        if (level == containers.length) {
            containers = Arrays.copyOf(containers, 2 * level);
        }
        containers[level] = container;
        this.level = level + 1;
    }

    /** The container entered last is done. */
    final void leave() {
        level--;
    }

    private static String nameOf(Object container) {
        return container instanceof LuaValue value ? "a " + value.typename() : container.getClass().getTypeName();
    }
}
