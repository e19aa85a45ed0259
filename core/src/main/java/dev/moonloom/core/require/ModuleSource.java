package dev.moonloom.core.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the modules of a VM come from: files in folders below one root. The {@code .luaurc} files that name aliases are
 * read here as well.
 *
 * <p>Any thread, several at a time; a read may block.
 */
@FunctionalInterface
public interface ModuleSource {
    /** What is known of a folder. */
    enum Folder {
        /** It is there. */
        PRESENT,
        /** It is not. */
        ABSENT,
        /** Only the files are known: a path may lead through it, and a file of its name is the module of this name. */
        UNKNOWN
    }

    /**
     * {@return the file at a path, or null when there is none}
     *
     * @param path relative to the root, names separated by {@code /}; no name is empty, {@code .} or {@code ..}, and where
     *        scripts write backslashes, they have become {@code /}
     * @throws IOException when there is a file that cannot be read; of a {@link ModuleException} the
     *         script sees only the text
     */
    @Nullable ModuleText read(String path) throws IOException;

    /**
     * {@return whether {@link #read} would find a file} It is asked more often than a file is read.
     *
     * @param path as there
     * @throws IOException as there
     */
    default boolean isFile(String path) throws IOException {
        return read(path) != null;
    }

    /**
     * {@return whether there is a folder at a path, without which no path leads through it}
     *
     * @param path as for {@link #read}
     * @throws IOException as there
     */
    default Folder folder(String path) throws IOException {
        return Folder.UNKNOWN;
    }

    /**
     * {@return the path below the root, as {@link #read} takes it, of a place that is given by its absolute path on this
     * machine: the empty text for the root itself, null for a place outside, and always null where a source has no such
     * places} The place need not exist.
     */
    default @Nullable String pathOf(String absolutePath) {
        return null;
    }

    /**
     * Files in a folder and its subfolders. A symbolic link is a file or folder at its own place, as for native Luau, and
     * is refused when it leads out of the folder.
     *
     * @throws IOException when it is not a folder, or cannot be looked into
     */
    static ModuleSource ofFolder(Path root) throws IOException {
        return new FolderSource(Objects.requireNonNull(root, "root"));
    }

    /**
     * Resources of a class loader.
     *
     * @param prefix the folder of the class path that is the root, such as {@code app/scripts}; may be empty
     * @throws IllegalArgumentException when the prefix has an empty name in it, such as one before a leading {@code /}, or
     *         {@code .} or {@code ..}
     */
    static ModuleSource ofClassPath(ClassLoader loader, String prefix) {
        return new ClassPathSource(Objects.requireNonNull(loader, "loader"), prefix);
    }

    /**
     * Texts by their paths.
     *
     * @throws IllegalArgumentException when a path is not as {@link #read} takes it, and so could never be found
     */
    static ModuleSource ofTexts(Map<String, String> texts) {
        return new TextSource(texts);
    }
}
