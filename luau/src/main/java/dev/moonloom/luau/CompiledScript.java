package dev.moonloom.luau;

import dev.moonloom.luau.codegen.ChunkLoader;
import dev.moonloom.luau.runtime.LuauFunction;
import dev.moonloom.luau.runtime.LuauState;
import dev.moonloom.luau.runtime.LuauTable;

/**
 * A script as code. It is immutable: any number of VMs may load it, on any threads. They share its classes, and what the JIT
 * has made of them; each has function objects of its own, and neither sees another one's.
 */
public final class CompiledScript {
    private final ChunkLoader code;

    CompiledScript(ChunkLoader code) {
        this.code = code;
    }

    /**
     * {@return the script as a function of a VM, which takes the script's arguments} Each call answers another one. Owner
     * thread of the VM.
     *
     * @param environment where the script's globals are
     */
    public LuauFunction load(LuauState state, LuauTable environment) {
        return code.instantiate(state, environment);
    }
}
