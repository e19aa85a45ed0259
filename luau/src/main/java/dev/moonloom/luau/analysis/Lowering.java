package dev.moonloom.luau.analysis;

import dev.moonloom.luau.syntax.FunctionBody;
import dev.moonloom.luau.syntax.Local;
import java.util.ArrayList;
import java.util.List;

/** The way from syntax trees to lowered functions. */
public final class Lowering {
    private Lowering() {}

    /**
     * Lowers a chunk and all functions in it.
     *
     * @throws dev.moonloom.luau.syntax.SyntaxException if the chunk exceeds a limit, or if the condition of a
     *     {@code repeat} uses a local that {@code continue} jumps over
     */
    public static LoweredFunction lower(FunctionBody chunk) {
        ChunkFacts facts = ChunkFacts.of(chunk);
        var lowered = new LoweredBodies(facts);
        for (FunctionBody body : facts.functions) {
            lower(body, facts, lowered);
        }
        return lowered.get(chunk).function();
    }

    private static void lower(FunctionBody body, ChunkFacts facts, LoweredBodies lowered) {
        var builder = new FunctionBuilder(facts, lowered, body);
        List<Variable> parameters = new ArrayList<>();
        for (Local parameter : body.parameters()) {
            Variable variable = builder.declare(parameter);
            parameters.add(variable);
            builder.activate(parameter);
            builder.hold(variable);
        }
        new StatementLowering(builder).block(body.block());
        RegisterLimit.check(body, facts);
        lowered.add(body, builder.finish(List.copyOf(parameters)), builder.captured());
    }
}
