package dev.moonloom.core.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * What a coroutine needs for Java code of it that may have to wait, and what LuaJ's interpreter keeps with it. Most
 * coroutines have neither, and there may be millions of them. Owner thread only.
 */
final class JavaFrames {
    /** The fiber whose Java code runs, while no Luau that it has called does. */
    @Nullable FiberActivation running;
    /** How many fibers are mounted below the frames that run. */
    int mounted;
    /** Takes back what would wake the coroutine, should its frames turn out to be impossible to suspend. */
    @Nullable Runnable takeBack;
    /** Whatever the engine keeps. */
    @Nullable Object engineState;
}
