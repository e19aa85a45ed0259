package dev.moonloom.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** The three streams of a command: the process's own, or a test's. */
record Console(InputStream in, PrintStream out, PrintStream err) {
    /** Says on standard error what went wrong. */
    void complain(String text) {
        err.println("moonloom: " + text);
    }
}
