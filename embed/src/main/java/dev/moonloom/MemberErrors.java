package dev.moonloom;

import dev.moonloom.core.async.HostAnswers;
import dev.moonloom.luau.runtime.LuauError;
import dev.moonloom.luau.runtime.LuauFunction;

/** What code of the host's throws in a member of a type, as the error of the call that has led to it. */
final class MemberErrors {
    private MemberErrors() {}

    /**
     * {@return the error for anything that a member of a type has thrown} To be thrown; the exception is its cause.
     *
     * @param self the member
     * @param what as an error text names it, such as {@code DistanceTo of Entity}
     */
    static LuauError errorOf(LuauFunction self, String what, Throwable thrown) {
        return switch (thrown) {
            case Mismatch answer -> self.state.error(self, what + " answered " + reason(answer)).causedBy(answer);
            case ScriptException error when error.raised() != null -> error.raised();
            default -> HostAnswers.raised(self, thrown);
        };
    }

    /** {@return what is wrong with a value, and where in it} */
    static String reason(Mismatch mismatch) {
        return (mismatch.place().isEmpty() ? "" : mismatch.place() + ": ") + mismatch.reason();
    }
}
