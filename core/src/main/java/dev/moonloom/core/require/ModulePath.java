package dev.moonloom.core.require;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a module below the root, as names without the ends of file names: {@code [a, b]} is {@code a/b.luau} or
 * {@code a/b/init.luau}, or a folder that has no module. {@code []} is the root. Arithmetic only, no look at files.
 */
record ModulePath(List<String> names) {
    static final ModulePath ROOT = new ModulePath(List.of());

    private static final String INIT = "init";
    private static final List<String> SUFFIXES = List.of(".luau", ".lua");
    /** Of a file whose module is the folder it is in. */
    private static final Pattern INIT_FILE = Pattern.compile("(^|/)init\\.luau?\\z");
    private static final Pattern SUFFIX = Pattern.compile("\\.luau?\\z");

    ModulePath {
        names = List.copyOf(names);
    }

    /** {@return the module that a file is, the file given by its path below the root} */
    static ModulePath ofFile(String file) {
        String folder = INIT_FILE.matcher(requireNormalised(file)).replaceFirst("");
        String place = folder.equals(file) ? SUFFIX.matcher(file).replaceFirst("") : folder;
        return place.isEmpty() ? ROOT : new ModulePath(List.of(place.split("/")));
    }

    /** {@return the place a relative path leads to from here, or null when it leaves the root on its way} */
    @Nullable ModulePath follow(String path) {
        List<String> place = new ArrayList<>(names);
        for (String name : path.split("/")) {
            switch (name) {
                case "", "." -> {
                }
                case ".." -> {
                    if (place.isEmpty()) {
                        return null;
                    }
                    place.removeLast();
                }
                default -> place.add(name);
            }
        }
        return new ModulePath(place);
    }

    /** {@return the place above, or null for the root} */
    @Nullable ModulePath parent() {
        return names.isEmpty() ? null : new ModulePath(names.subList(0, names.size() - 1));
    }

    /** {@return the last name, empty for the root} */
    String lastName() {
        return names.isEmpty() ? "" : names.getLast();
    }

    /** {@return the path of a file in this folder} */
    String file(String name) {
        return names.isEmpty() ? name : this + "/" + name;
    }

    /** {@return the place of this name in here} */
    ModulePath child(String name) {
        List<String> place = new ArrayList<>(names);
        place.add(name);
        return new ModulePath(place);
    }

    /** {@return the files beside the folder of this name that can be the module here; one named init never is by that name} */
    List<String> filesBeside() {
        return names.isEmpty() || names.getLast().equals(INIT)
                ? List.of()
                : SUFFIXES.stream().map(suffix -> this + suffix).toList();
    }

    /** {@return the files in the folder of this name that can be the module here} */
    List<String> filesWithin() {
        return SUFFIXES.stream().map(suffix -> file(INIT + suffix)).toList();
    }

    /**
     * {@return the same path}
     *
     * @throws IllegalArgumentException when it is empty, or has a name that is empty, {@code .} or {@code ..}
     */
    static String requireNormalised(String path) {
        ModulePath place = ROOT.follow(path);
        if (place == null || place.names.isEmpty() || !place.toString().equals(path)) {
            throw new IllegalArgumentException("not a normalised path: \"" + path + "\"");
        }
        return path;
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }
}
