package dev.moonloom;

import dev.moonloom.core.require.ModuleLibrary;
import dev.moonloom.core.require.ModuleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import reactor.core.scheduler.Schedulers;

/**
 * Where {@code require} finds modules. Their code is shared by all VMs; what they return is each VM's own. Scripts cannot
 * leave the place: neither by {@code ..}, nor by an alias, nor by a symbolic link. Any thread.
 */
public final class Modules {
    private final ModuleSource source;
    private final ModuleLibrary library;

    private Modules(ModuleSource source, ModuleLibrary library) {
        this.source = source;
        this.library = library;
    }

    /**
     * {@return the files in a folder and its subfolders}
     *
     * @throws UncheckedIOException when it is not a folder, or cannot be looked into
     */
    public static Modules folder(Path root) {
        try {
            ModuleSource source = ModuleSource.ofFolder(root);
            return new Modules(source, ModuleLibrary.of(source).shownAs(shown(root)::concat));
        } catch (IOException failure) {
            throw new UncheckedIOException("the modules cannot be in " + root, failure);
        }
    }

    /** Positions show modules as they show scripts of the same folder. */
    private static String shown(Path root) {
        String path = root.toString().replace('\\', '/');
        return path.isEmpty() || path.endsWith("/") ? path : path + "/";
    }

    /**
     * {@return resources of a class loader}
     *
     * @param prefix the folder of the class path that is the root, such as {@code app/scripts}; may be empty
     */
    public static Modules classPath(ClassLoader loader, String prefix) {
        ModuleSource source = ModuleSource.ofClassPath(loader, prefix);
        return new Modules(source, ModuleLibrary.of(source));
    }

    /** {@return texts by their paths, such as {@code Map.of("lib/math.luau", "return {}")}} */
    public static Modules texts(Map<String, String> texts) {
        ModuleSource source = ModuleSource.ofTexts(texts);
        return new Modules(source, ModuleLibrary.of(source).readingOn(Schedulers.immediate()));
    }

    ModuleLibrary library() {
        return library;
    }

    /** {@return where a script stands among the modules} */
    String placeOf(Script script) {
        Path file = script.file();
        String place = file == null ? null : source.pathOf(file.toAbsolutePath().normalize().toString());
        return Objects.requireNonNullElse(place, script.name());
    }
}
