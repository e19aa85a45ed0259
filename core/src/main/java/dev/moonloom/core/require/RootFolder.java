package dev.moonloom.core.require;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that bounds what a script from the command line can require. */
public final class RootFolder {
    private RootFolder() {}

    /**
     * {@return the nearest folder above a script that has a {@code .luaurc}, else the folder that the script is in} An
     * init file is the module of its folder, and in the folder above that: this is where its {@code ./} is, and where the
     * search begins. Absolute; symbolic links are not followed.
     */
    public static Path of(Path script) {
        Path file = script.toAbsolutePath().normalize();
        Path start = holder(isInit(file) ? holder(file) : file);
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(LuauRc.NAME))) {
                return folder;
            }
        }
        return start;
    }

    private static boolean isInit(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.equals("init.luau") || name.equals("init.lua");
    }

    /** {@return the folder something is in; the topmost is in itself} */
    private static Path holder(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }
}
