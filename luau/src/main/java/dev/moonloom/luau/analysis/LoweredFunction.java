package dev.moonloom.luau.analysis;

import java.util.List;

/**
 * A function in the form from which code is emitted: structured control flow over numbered calls, with everything that
 * may give way standing in a {@link Step.Call} or a {@link Step.GenericFor} of its own, never inside a {@link Value}.
 *
 * @param id counts the functions of the chunk, from zero; the chunk itself is 0
 * @param name what tracebacks call it; empty for an anonymous function and for the chunk
 * @param line where it begins, counted from one
 * @param parameters its fixed parameters: VALUE, DUAL or CELL
 * @param variables every variable, parameters first, each at its index
 * @param upvalues what it captures, in the order of {@link Value.Upvalue}
 * @param sites every place where it may give way, each at its number
 * @param functions the functions directly inside it
 * @param imports how many globals and fields of libraries it imports
 * @param proven whether no call of it can ever give way
 */
public record LoweredFunction(int id, String name, int line, List<Variable> parameters, boolean variadic,
        List<Variable> variables, List<Upvalue> upvalues, List<Site> sites, List<LoweredFunction> functions,
        int imports, boolean proven, Body body) {
    /**
     * A captured variable.
     *
     * @param name its name in the source
     * @param cell whether it is shared through a cell; otherwise its value was copied, since it never changes
     */
    public record Upvalue(String name, boolean cell) {}
}
