package dev.moonloom.cli;

import dev.moonloom.core.require.ModuleLibrary;
import dev.moonloom.core.require.ModuleSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The modules that a script of the command line can require: all there are, or those below one folder, the root.
 *
 * @param file where the script itself stands below it
 */
record ScriptModules(ModuleLibrary library, String file) {
    private static final Path HERE = Path.of("");

    /**
     * {@return the modules around a script}
     *
     * @param working the folder that relative paths begin at
     * @param script its file
     * @param wanted the root, or null for the whole file system
     * @throws IOException whose message says what is wrong with the root
     */
    static ScriptModules around(Path working, Path script, @Nullable Path wanted) throws IOException {
        Path place = working.resolve(script).normalize();
        if (wanted == null) {
            return of(top(place), place, shownFolder(script));
        }
        // A root and a script are often named by different links to the same folders.
        Path root = realRoot(working, wanted);
        Path folder = Objects.requireNonNull(place.getParent(), "a file").toRealPath();
        if (!folder.startsWith(root)) {
            throw new IOException("the script " + script + " is outside the root " + wanted);
        }
        return of(root, folder.resolve(place.getFileName()), shownFolder(script));
    }

    /**
     * {@return the modules around code that is in no file} It stands in the working folder, or in the root when that is
     * elsewhere.
     *
     * @param name what it is called
     * @throws IOException whose message says what is wrong with the root
     */
    static ScriptModules aroundCode(Path working, String name, @Nullable Path wanted) throws IOException {
        if (wanted == null || working.toRealPath().startsWith(realRoot(working, wanted))) {
            return around(working, Path.of(name), wanted);
        }
        return around(working, wanted.resolve(name), wanted);
    }

    private static Path realRoot(Path working, Path wanted) throws IOException {
        Path root = working.resolve(wanted);
        if (!Files.isDirectory(root)) {
            String problem = Files.exists(root) ? "it is no folder" : "there is no such folder";
            throw new IOException("cannot use the root " + wanted + ": " + problem);
        }
        return root.toRealPath();
    }

    private static Path top(Path absolute) {
        return Objects.requireNonNull(absolute.getRoot(), "absolute");
    }

    /** {@return the folder of a script as the command line has it} */
    private static Path shownFolder(Path script) {
        return Objects.requireNonNullElse(script.getParent(), HERE);
    }

    private static ScriptModules of(Path root, Path script, Path shownFolder) throws IOException {
        Path folder = Objects.requireNonNull(script.getParent(), "a file");
        ModuleLibrary library = ModuleLibrary.of(ModuleSource.ofFolder(root))
                .shownAs(module -> shown(shownFolder, folder.relativize(root.resolve(module))));
        return new ScriptModules(library, withSlashes(root.relativize(script)));
    }

    /** {@return a module's name as native Luau has it: by the way from the working folder, unless the script is absolute} */
    private static String shown(Path folder, Path module) {
        Path way = folder.resolve(module).normalize();
        return way.isAbsolute() || way.startsWith("..") ? way.toString() : "." + File.separator + way;
    }

    private static String withSlashes(Path path) {
        return StreamSupport.stream(path.spliterator(), false).map(Path::toString).collect(Collectors.joining("/"));
    }
}
