package dev.moonloom.tests.differential;

import dev.moonloom.tests.differential.Statement.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a failing program smaller, by leaving out statements, as long as it still fails. Pieces of the outer block go
 * first, the larger the sooner; then what is inside the statements that stay; at last a statement gives way to its
 * block.
 */
final class Shrinker {
    /** A failing program is looked at by running it: there must be an end. */
    private static final int MOST_TRIALS = 1_500;

    /** Whether a program still shows what is wrong. */
    @FunctionalInterface
    interface Failing {
        boolean test(Program program) throws IOException, InterruptedException;
    }

    private final Failing failing;
    private Program smallest;
    private int trials;

    private Shrinker(Program program, Failing failing) {
        smallest = program;
        this.failing = failing;
    }

    /** {@return the smallest program found that still fails} */
    static Program shrink(Program program, Failing failing) throws IOException, InterruptedException {
        var shrinker = new Shrinker(program, failing);
        long before;
        do {
            before = shrinker.smallest.lines();
            shrinker.shorten(shrinker.smallest.statements(), statements -> statements);
        } while (shrinker.smallest.lines() < before && shrinker.trials < MOST_TRIALS);
        return shrinker.smallest;
    }

    /** Puts the statements of a block into the place they have in the whole program. */
    @FunctionalInterface
    private interface Place {
        List<Statement> program(List<Statement> block);
    }

    private boolean fails(List<Statement> program) throws IOException, InterruptedException {
        if (++trials > MOST_TRIALS) {
            return false;
        }
        Program candidate = smallest.with(program);
        if (!failing.test(candidate)) {
            return false;
        }
        smallest = candidate;
        return true;
    }

    /** {@return what is left of a block} */
    private List<Statement> shorten(List<Statement> block, Place place) throws IOException, InterruptedException {
        List<Statement> shorter = leaveOut(block, place);
        for (int i = 0; i < shorter.size(); i++) {
            shorter = shortenInside(shorter, i, place);
            shorter = hoist(shorter, i, place);
        }
        return shorter;
    }

    /** {@return the block without the statements that it can do without} */
    private List<Statement> leaveOut(List<Statement> block, Place place) throws IOException, InterruptedException {
        List<Statement> kept = block;
        for (int size = Math.max(1, block.size() / 2); size > 0; size /= 2) {
            int at = 0;
            while (at < kept.size()) {
                List<Statement> candidate = replaced(kept, at, Math.min(kept.size(), at + size), List.of());
                if (fails(place.program(candidate))) {
                    kept = candidate;
                } else {
                    at += size;
                }
            }
        }
        return kept;
    }

    /** {@return the block with the contents of a statement instead of it, if that will do} */
    private List<Statement> hoist(List<Statement> block, int at, Place place) throws IOException, InterruptedException {
        for (Block inner : block.get(at).blocks()) {
            List<Statement> candidate = replaced(block, at, at + 1, inner.statements());
            if (fails(place.program(candidate))) {
                return candidate;
            }
        }
        return block;
    }

    private List<Statement> shortenInside(List<Statement> block, int at, Place place)
            throws IOException, InterruptedException {
        Statement statement = block.get(at);
        for (int part = 0; part < statement.blocks().size(); part++) {
            Statement whole = statement;
            int chosen = part;
            List<Statement> inside = whole.blocks().get(part).statements();
            List<Statement> shorter = shorten(inside, candidate -> place
                    .program(replaced(block, at, at + 1, List.of(withBlock(whole, chosen, candidate)))));
            statement = withBlock(whole, part, shorter);
        }
        return replaced(block, at, at + 1, List.of(statement));
    }

    private static Statement withBlock(Statement whole, int part, List<Statement> statements) {
        List<Block> blocks = new ArrayList<>(whole.blocks());
        blocks.set(part, new Block(statements));
        return whole.withBlocks(blocks);
    }

    private static List<Statement> replaced(List<Statement> block, int from, int to, List<Statement> with) {
        List<Statement> result = new ArrayList<>(block.subList(0, from));
        result.addAll(with);
        result.addAll(block.subList(to, block.size()));
        return result;
    }
}
