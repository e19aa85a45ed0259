package dev.moonloom.core.require;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk to a module, name by name, as Luau's own command line goes it: every name on the way down must be a module or a
 * folder, and not several at once. On the way up nothing is looked at. One walk by one thread.
 */
final class Navigator {
    private static final String AMBIGUOUS = " (ambiguous)";
    /** What a configuration file would be called as a module, and is not. */
    private static final String CONFIGURATION = ".config";

    private final ExplainedSource source;
    private ModulePath place;
    /** What is at the place, or null when that was not looked at, as on the way up. */
    private @Nullable Sight seen;

    /** What is at a place. */
    private sealed interface Sight {
        /** A module. */
        record Module(String file) implements Sight {}

        /** A folder that is no module. */
        record Folder() implements Sight {}

        /** No module, and perhaps a folder. */
        record NoModule() implements Sight {}

        /** Nothing. */
        record Nothing() implements Sight {}

        /** Several modules of one name, or a module and a folder. */
        record Several() implements Sight {}
    }

    /** Begins at the module that a script is. */
    Navigator(ExplainedSource source, ModulePath start) {
        this.source = source;
        this.place = start;
    }

    /** {@return where it stands} */
    ModulePath place() {
        return place;
    }

    /** Refuses a script that shares its name with another module or a folder: it cannot be told which of them requires. */
    void checkStart(String file) throws IOException {
        boolean known = folder() != ModuleSource.Folder.UNKNOWN && source.isFile(file);
        if (known && look() instanceof Sight.Several) {
            throw new ModuleException("could not reset to requiring context" + AMBIGUOUS);
        }
    }

    /** Goes up to a folder that the walk has begun in, at whatever depth. */
    void goBackTo(ModulePath folder) {
        place = folder;
        seen = null;
    }

    /** Goes to a place somewhere else, which must be there. */
    void jump(ModulePath target, String path) throws IOException {
        enter(target, "could not jump to alias \"" + path + "\"");
    }

    private void enter(ModulePath target, String refusal) throws IOException {
        place = target;
        seen = look();
        switch (seen) {
            case Sight.Nothing _ -> throw new ModuleException(refusal);
            case Sight.Several _ -> throw new ModuleException(refusal + AMBIGUOUS);
            case Sight.Module _,Sight.Folder _,Sight.NoModule _ -> {
            }
        }
    }

    /** Goes to the folder that the place is in. */
    void toParent() throws ModuleException {
        toParentOf("requiring context");
    }

    private void toParentOf(String what) throws ModuleException {
        ModulePath parent = place.parent();
        if (parent == null) {
            throw new ModuleException("could not get parent of " + what + " (outside the root)");
        }
        goBackTo(parent);
    }

    /** Goes along the names of a path. */
    void through(String path) throws IOException {
        String what = "requiring context";
        for (String name : path.split("/")) {
            switch (name) {
                case "", "." -> {
                    continue;
                }
                case ".." -> toParentOf(what);
                default -> enter(place.child(name), unresolved(name));
            }
            what = "component \"" + name + "\"";
        }
    }

    private static String unresolved(String name) {
        return "could not resolve child component \"" + name + "\"";
    }

    /** {@return the file of the module at the place, or null when there is only a folder} */
    @Nullable String file() throws IOException {
        return switch (seen == null ? look() : seen) {
            case Sight.Module(String file) -> file;
            case Sight.Folder _,Sight.Nothing _ -> null;
            case Sight.NoModule _ -> throw new ModuleException(unresolved(place.lastName()));
            case Sight.Several _ -> throw new ModuleException(unresolved(place.lastName()) + AMBIGUOUS);
        };
    }

    private ModuleSource.Folder folder() throws IOException {
        return place.equals(ModulePath.ROOT) ? ModuleSource.Folder.PRESENT : source.folder(place.toString());
    }

    private Sight look() throws IOException {
        if (place.lastName().equals(CONFIGURATION)) {
            return new Sight.Nothing();
        }
        List<String> files = present(place.filesBeside());
        ModuleSource.Folder folder = folder();
        if (folder != ModuleSource.Folder.ABSENT) {
            boolean beside = !files.isEmpty();
            files.addAll(present(place.filesWithin()));
            if (beside && folder == ModuleSource.Folder.PRESENT) {
                return new Sight.Several();
            }
        }
        if (files.isEmpty()) {
            return switch (folder) {
                case PRESENT -> new Sight.Folder();
                case ABSENT -> new Sight.Nothing();
                case UNKNOWN -> new Sight.NoModule();
            };
        }
        return files.size() == 1 ? new Sight.Module(files.getFirst()) : new Sight.Several();
    }

    private List<String> present(List<String> files) throws IOException {
        List<String> present = new ArrayList<>();
        for (String file : files) {
            if (source.isFile(file)) {
                present.add(file);
            }
        }
        return present;
    }
}
