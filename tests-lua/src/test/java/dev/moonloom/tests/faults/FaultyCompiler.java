package dev.moonloom.tests.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles source files that were changed; everything else is taken from the class path. */
final class FaultyCompiler {
    private static final Path SOURCES = Path.of("../luau/src/main/java/dev/moonloom/luau");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final JavaFileManager files = compiler.getStandardFileManager(null, null, null);

    /**
     * {@return the classes of the file with the fault, by their names}
     *
     * @throws AssertionError when the fault does not fit the source any more
     */
    Map<String, byte[]> compile(PlantedFault fault) {
        String source = read(SOURCES.resolve(fault.file()));
        int at = source.indexOf(fault.original());
        if (at < 0 || source.indexOf(fault.original(), at + 1) >= 0) {
            throw new AssertionError("this does not occur once in " + fault.file() + ":\n" + fault.original());
        }
        String changed = source.replace(fault.original(), fault.replacement());
        var classes = new Classes(files);
        var messages = new StringWriter();
        boolean done = compiler.getTask(messages, classes, null, List.of("-proc:none", "-nowarn"), null,
                List.of(new Source(fault.file(), changed))).call();
        if (!done) {
            throw new AssertionError("the fault is no valid Java:\n" + messages);
        }
        return classes.bytes();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A source file in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("memory:///" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps the compiled classes in memory. */
    private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> compiled = new HashMap<>();

        Classes(JavaFileManager files) {
            super(files);
        }

        Map<String, byte[]> bytes() {
            var bytes = new HashMap<String, byte[]>();
            compiled.forEach((name, stream) -> bytes.put(name, stream.toByteArray()));
            return bytes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind,
                FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return compiled.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
