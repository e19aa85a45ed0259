package dev.moonloom.luau;

import dev.moonloom.luau.analysis.LoweredFunction;
import dev.moonloom.luau.analysis.Lowering;
import dev.moonloom.luau.codegen.ChunkLoader;
import dev.moonloom.luau.codegen.FunctionTooLongException;
import dev.moonloom.luau.codegen.GivingWay;
import dev.moonloom.luau.syntax.Parser;
import dev.moonloom.luau.syntax.Span;
import dev.moonloom.luau.syntax.SyntaxError;
import dev.moonloom.luau.syntax.SyntaxException;
import java.util.List;

/** The door to the language: from text to a function that can be called. */
public final class Luau {
    private Luau() {}

    /**
     * Compiles a chunk. Nothing of it runs; the code of each function is generated when it is first called. Any thread.
     *
     * @param source the text, as bytes
     * @param chunkName the name as error texts show it, such as {@code main.luau} or {@code [string "x = 1"]}
     * @throws SyntaxException when the text is not valid Luau; it lists every error found
     */
    public static CompiledScript compile(byte[] source, String chunkName) {
        return compile(source, chunkName, GivingWay.NEVER);
    }

    /**
     * Compiles a chunk, also for a proof: then it gives way before its calls wherever it may, and goes on at once. So its
     * calls are resumed, and nothing else changes.
     */
    public static CompiledScript compile(byte[] source, String chunkName, GivingWay givingWay) {
        LoweredFunction chunk = Parser.parse(source, Lowering::lower);
        try {
            return new CompiledScript(new ChunkLoader(chunk, chunkName, source, givingWay));
        } catch (FunctionTooLongException tooLong) {
            var begin = new Span(tooLong.line(), 1, tooLong.line(), 1);
            throw new SyntaxException(List.of(new SyntaxError(FunctionTooLongException.MESSAGE, begin)));
        }
    }
}
