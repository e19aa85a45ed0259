package dev.moonloom.core.require;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files below a folder. Nothing outside is read, nor is it told whether something is there. */
final class FolderSource implements ModuleSource {
    /** The folder as the host named it. */
    private final Path root;
    /** The same folder, all symbolic links followed. */
    private final Path realRoot;

    FolderSource(Path root) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.realRoot = root.toRealPath();
        if (!Files.isDirectory(realRoot)) {
            throw new NotDirectoryException(root.toString());
        }
    }

    @Override
    public @Nullable ModuleText read(String path) throws IOException {
        Path file = find(path);
        return file == null || !Files.isRegularFile(file) ? null : new ModuleText(path, bytes(file));
    }

    @Override
    public boolean isFile(String path) throws IOException {
        Path file = find(path);
        return file != null && Files.isRegularFile(file);
    }

    @Override
    public Folder folder(String path) throws IOException {
        Path folder = find(path);
        return folder != null && Files.isDirectory(folder) ? Folder.PRESENT : Folder.ABSENT;
    }

    /** {@return where to look for what is at a path, or null when there is nothing} */
    private @Nullable Path find(String path) throws IOException {
        try {
            // Nothing is outside of the whole file system.
            return realRoot.getNameCount() == 0 ? realRoot.resolve(path) : findInside(path);
        } catch (InvalidPathException cannotBe) {
            throw new IOException(cannotBe.getReason(), cannotBe);
        }
    }

    private @Nullable Path findInside(String path) throws IOException {
        Path found = realRoot;
        // Name by name: at the first link that leads out it stops, before it has looked at what is behind.
        for (String name : path.split("/")) {
            if (!Files.isDirectory(found)) {
                return null;
            }
            try {
                found = found.resolve(name).toRealPath();
            } catch (NoSuchFileException _) {
                return null;
            }
            if (!found.startsWith(realRoot)) {
                throw ModuleException.outsideTheRoot(path, " (by a symbolic link)");
            }
        }
        return found;
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (OutOfMemoryError _) {
            throw new IOException("it is too large");
        }
    }

    @Override
    public @Nullable String pathOf(String absolutePath) {
        Path place;
        try {
            place = Path.of(absolutePath).normalize();
        } catch (InvalidPathException _) {
            return null;
        }
        if (place.startsWith(root)) {
            return pathOf(place, root);
        }
        return place.startsWith(realRoot) ? pathOf(place, realRoot) : null;
    }

    private static String pathOf(Path place, Path folder) {
        return folder.relativize(place).toString().replace(File.separatorChar, '/');
    }
}
