package dev.moonloom.core.require;

import java.util.Objects;

/** A file that a {@link ModuleSource} has found. Immutable, as long as nobody writes to its bytes. */
public final class ModuleText {
    private final String path;
    private final byte[] text;

    /**
     * The file at a path.
     *
     * @param path which file it is: two ways to what is to be one module have the same path here. Relative to the root of
     *        the source, as {@link ModuleSource#read} takes it
     * @param text its bytes, kept and not copied
     */
    public ModuleText(String path, byte[] text) {
        this.path = Objects.requireNonNull(path, "path");
        this.text = Objects.requireNonNull(text, "text");
    }

    /** {@return which file it is, relative to the root of its source: equal for equal modules, and only for those} */
    public String path() {
        return path;
    }

    /** {@return its bytes, not to be written to} */
    public byte[] text() {
        return text;
    }

    @Override
    public String toString() {
        return path;
    }
}
