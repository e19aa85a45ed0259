package dev.moonloom.luau.syntax;

import java.util.ArrayList;
import java.util.List;

/** What has been found wrong with the script so far. */
final class ErrorLog {
    private static final int LIMIT = 100;

    private final List<SyntaxError> errors = new ArrayList<>();

    /** Notes an error. A second one at the same place is dropped: it is nearly always a consequence of the first. */
    void report(Span span, String message) {
        if (!errors.isEmpty() && errors.getLast().span().equals(span)) {
            return;
        }
        errors.add(new SyntaxError(message, span));
        if (errors.size() >= LIMIT) {
            throw fatal(span, "Reached error limit (" + LIMIT + ")");
        }
    }

    /** {@return the exception that ends the parsing at once} */
    SyntaxException fatal(Span span, String message) {
        errors.add(new SyntaxError(message, span));
        return new SyntaxException(errors);
    }

    /** Throws what has been noted, if anything. */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new SyntaxException(errors);
        }
    }
}
