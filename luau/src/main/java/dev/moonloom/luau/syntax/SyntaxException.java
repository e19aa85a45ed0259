package dev.moonloom.luau.syntax;

import java.util.List;

/** A script is not valid Luau. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SyntaxError> errors;

    public SyntaxException(List<SyntaxError> errors) {
        super(errors.getFirst().toString());
        this.errors = List.copyOf(errors);
    }

    /** {@return what is wrong, in the order in which it was found; at least one} */
    public List<SyntaxError> errors() {
        return errors;
    }
}
