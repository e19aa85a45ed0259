package dev.moonloom.cli;

import dev.moonloom.core.require.ModuleLibrary;
import dev.moonloom.core.require.ModuleSource;
import dev.moonloom.core.require.RootFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The modules that a script of the command line can require: those below one folder, the root.
 *
 * @param file where the script itself stands below it
 */
record ScriptModules(ModuleLibrary library, String file) {
    /**
     * {@return the modules around a script}
     *
     * @param script its file, which for code that has none is where it would be
     * @param wanted the root, or null for the one that the script's place suggests
     * @throws IOException whose message says what is wrong with the root
     */
    static ScriptModules around(Path script, @Nullable Path wanted) throws IOException {
        Path place = script.toAbsolutePath().normalize();
        Path root = wanted == null ? RootFolder.of(script) : wanted.toAbsolutePath().normalize();
        if (!place.startsWith(root)) {
            throw new IOException("the script " + script + " is outside the root " + wanted);
        }
        Path shown = script.isAbsolute() ? root : Path.of("").toAbsolutePath().relativize(root);
        ModuleLibrary library = ModuleLibrary.of(ModuleSource.ofFolder(root)).shownBehind(asPrefix(shown));
        return new ScriptModules(library, withSlashes(root.relativize(place)));
    }

    private static String asPrefix(Path folder) {
        String text = folder.toString();
        return text.isEmpty() || text.endsWith(File.separator) ? text : text + File.separator;
    }

    private static String withSlashes(Path path) {
        return StreamSupport.stream(path.spliterator(), false).map(Path::toString).collect(Collectors.joining("/"));
    }
}
