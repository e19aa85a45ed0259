package dev.moonloom.core.scheduler;

import java.util.Objects;

/** A feedback's answer to a thread that is about to be scheduled. */
public sealed interface Admission {
    /** The thread is scheduled. */
    record Accepted() implements Admission {}

    /** The thread is not scheduled; the text is thrown to the script that asked, or fails the host's {@code Mono}. */
    record Refused(String text) implements Admission {
        /** Checks the text. */
        public Refused {
            Objects.requireNonNull(text, "text");
        }
    }

    /** {@return the answer that lets a thread in} */
    static Admission accept() {
        return ACCEPTED;
    }

    /** {@return the answer that keeps a thread out, with what the script is told} */
    static Admission refuse(String text) {
        return new Refused(text);
    }

    /** The one acceptance. */
    Admission ACCEPTED = new Accepted();
}
