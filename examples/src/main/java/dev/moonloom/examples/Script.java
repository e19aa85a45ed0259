package dev.moonloom.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the examples' scripts, which lie beside their classes. */
public final class Script {
    private Script() {}

    /** {@return the text of a script in the same package as its host} */
    public static byte[] beside(Class<?> host, String name) {
        try (InputStream text = host.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalArgumentException("there is no script " + name + " beside " + host.getName());
            }
            return text.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
