package dev.moonloom.tests.differential;

import org.jspecify.annotations.Nullable;

/** One thing that programs do: it writes statements that do it, in ever different ways. */
@FunctionalInterface
interface Idea {
    /** {@return a statement, or null where this is no place for it} */
    @Nullable Statement write();
}
