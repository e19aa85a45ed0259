package dev.moonloom.luau.syntax;

/**
 * Counts how deep the rules of the grammar are nested. The limit protects the stack, here and in everything that walks
 * over the tree; so chains such as {@code a.b.c}, which nest only in the tree, are counted as well.
 *
 * <p>The rules count up on their own and whoever takes a {@link #mark} resets it, so not every rule needs a
 * {@code finally}: an error that is thrown ends the parsing anyway.
 */
final class Depth {
    /** What a script may have. */
    static final int LIMIT = 1000;
    /** What is sure to fit on the stack of any caller. Hardly any script is deeper. */
    static final int SMALL_STACK_LIMIT = 100;

    /** The script has to be parsed on a larger stack. */
    static final class NeedsLargeStack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeedsLargeStack() {
            super(null, null, false, false);
        }
    }

    private final Cursor cursor;
    private final ErrorLog errors;
    private final int limit;
    private int depth;

    Depth(Cursor cursor, ErrorLog errors, int limit) {
        this.cursor = cursor;
        this.errors = errors;
        this.limit = limit;
    }

    /** {@return the depth to {@link #reset} to} */
    int mark() {
        return depth;
    }

    /** Goes back to an earlier depth. */
    void reset(int mark) {
        depth = mark;
    }

    /** Goes one deeper, into what the error text calls by that name. */
    void enter(String what) {
        if (++depth <= limit) {
            return;
        }
        if (limit < LIMIT) {
            throw new NeedsLargeStack();
        }
        throw errors.fatal(cursor.span(), "Exceeded allowed recursion depth; simplify your " + what
                + " to make the code compile");
    }
}
