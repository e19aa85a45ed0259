package dev.moonloom;

/** What scripts print, a line at a time. Called on the VM's thread; what it throws is the error of the script's call. */
@FunctionalInterface
public interface ScriptOutput {
    /** How a line was printed. */
    enum Level {
        /** By {@code print}. */
        PRINT,
        /** By {@code warn}. */
        WARN
    }

    /**
     * One call of {@code print} or {@code warn}.
     *
     * @param vm where it was called
     * @param level by which of the two
     * @param position {@code file:line} of the call, or an empty text where no Luau code stands
     * @param text the line without its end; bytes that are not UTF-8 are shown as replacement characters
     */
    void line(Vm vm, Level level, String position, String text);
}
