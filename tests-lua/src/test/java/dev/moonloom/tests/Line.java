package dev.moonloom.tests;

/** One line of a transcript: something that a script has printed, or that its host has heard of it. */
record Line(Kind kind, String text) {
    /** What a line tells. */
    enum Kind {
        /** The script has printed this. */
        PRINTED("expect"),
        /** A thread has died of an error that nobody caught, or could not be resumed. */
        UNCAUGHT("expect uncaught"),
        /** A wake-up came for a thread that had died or gone on. */
        STALE("expect stale"),
        /** How the run has ended. */
        END("expect end");

        private final String directive;

        Kind(String directive) {
            this.directive = directive;
        }

        /** {@return the words by which a script expects such a line} */
        String directive() {
            return directive;
        }
    }

    @Override
    public String toString() {
        return "-- " + kind.directive() + ": " + text;
    }
}
