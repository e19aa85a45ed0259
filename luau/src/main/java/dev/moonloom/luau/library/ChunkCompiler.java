package dev.moonloom.luau.library;

import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/** What {@code loadstring} needs of a compiler. */
@FunctionalInterface
public interface ChunkCompiler {
    /**
     * Compiles a chunk.
     *
     * @param name as {@link dev.moonloom.luau.runtime.ChunkNames#display} takes it
     * @param environment where its globals are
     * @return the function that runs it
     * @throws LuaError when it is no Luau; scripts get the error's value
     */
    LuauFunction compile(LuauState state, LuaString source, LuaString name, LuauTable environment);
}
