package dev.moonloom.core.vm;

import java.io.PrintStream;
import java.util.Objects;

/** Where {@code print} and {@code warn} go, a line at a time. On the VM's thread. */
@FunctionalInterface
public interface LineOutput {
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
     * @param line its very bytes, with the end of the line; they need not be text
     */
    void line(Level level, byte[] line);

    /** {@return an output to two streams} */
    static LineOutput to(PrintStream out, PrintStream err) {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
        return (level, line) -> {
            switch (level) {
                case PRINT -> out.writeBytes(line);
                case WARN -> err.writeBytes(line);
            }
        };
    }
}
