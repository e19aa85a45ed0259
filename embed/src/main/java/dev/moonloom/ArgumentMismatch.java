package dev.moonloom;

/** An argument of a typed method that could not be converted, until the call says how many it had. */
final class ArgumentMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final String expected;
    private final transient Mismatch mismatch;

    ArgumentMismatch(int position, String expected, Mismatch mismatch) {
        super(mismatch.reason(), mismatch, false, false);
        this.position = position;
        this.expected = expected;
        this.mismatch = mismatch;
    }

    /** {@return the fault of a script that has called this function with so many arguments} */
    ScriptFault of(HostCode function, int count) {
        return new ScriptFault(function.textOf(position, count, expected, mismatch));
    }
}
