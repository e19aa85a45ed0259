package dev.moonloom;

import dev.moonloom.core.vm.ScriptVm;
import dev.moonloom.luau.CompiledScript;
import dev.moonloom.luau.syntax.SyntaxException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A script, compiled once for any number of VMs. Immutable; any thread.
 *
 * {@snippet :
 * Script player = Script.of(Path.of("scripts/player.luau"));
 * Script shipped = Script.ofResource(Server.class, "boss.luau");
 * Script small = Script.of("greeting", "print('hello', ...)");
 * }
 */
public final class Script {
    private final String name;
    private final byte[] text;
    private final CompiledScript code;
    /** The file it was read from, for finding its place among the modules. */
    private final @Nullable Path file;

    private Script(String name, byte[] text, @Nullable Path file) {
        this.name = name;
        this.text = text;
        this.file = file;
        try {
            this.code = ScriptVm.compile(text, name);
        } catch (SyntaxException invalid) {
            throw ScriptException.syntax(name, text, invalid);
        }
    }

    /**
     * {@return the script in a file} Positions show the path as it is given. Where it lies in a folder of {@link Modules},
     * its {@code require} starts from there.
     *
     * @throws ScriptException when it is not valid Luau
     * @throws UncheckedIOException when it cannot be read
     */
    public static Script of(Path file) {
        try {
            return new Script(shown(file), Files.readAllBytes(file), file);
        } catch (NoSuchFileException missing) {
            throw new UncheckedIOException("there is no script " + file, missing);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the script " + file, failure);
        }
    }

    /**
     * {@return a script from its text}
     *
     * @param name what positions show, and where it stands among the modules: {@code ai/wolf.luau} requires
     *     {@code ./pack} as {@code ai/pack}
     * @throws ScriptException when it is not valid Luau
     */
    public static Script of(String name, String text) {
        return new Script(Objects.requireNonNull(name, "name"), text.getBytes(StandardCharsets.UTF_8), null);
    }

    /**
     * {@return the script in a resource beside a class}
     *
     * @param name as {@link Class#getResource} takes it; also what positions show, and where it stands among the modules
     * @throws ScriptException when it is not valid Luau
     * @throws UncheckedIOException when it is not there or cannot be read
     */
    public static Script ofResource(Class<?> beside, String name) {
        try (InputStream resource = beside.getResourceAsStream(name)) {
            if (resource == null) {
                throw new FileNotFoundException("there is no resource " + name + " beside " + beside.getName());
            }
            return new Script(name, resource.readAllBytes(), null);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the script " + name, failure);
        }
    }

    /** Paths are shown with slashes, wherever the program runs. */
    private static String shown(Path file) {
        return file.toString().replace('\\', '/');
    }

    /** {@return the name that positions show} */
    public String name() {
        return name;
    }

    CompiledScript code() {
        return code;
    }

    byte[] text() {
        return text;
    }

    @Nullable Path file() {
        return file;
    }

    @Override
    public String toString() {
        return "Script[" + name + "]";
    }
}
