package dev.moonloom.core.require;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where aliases lead, by the {@code .luaurc} files of the folders above the module that uses them. */
final class Aliases {
    private static final Pattern RELATIVE = Pattern.compile("\\.\\.?/.*", Pattern.DOTALL);
    /** Unix's and Windows'. */
    private static final Pattern ABSOLUTE = Pattern.compile("(/|[A-Za-z]:/).*", Pattern.DOTALL);

    /** Native Luau's other configuration file, a script. */
    private static final String LUAU_CONFIGURATION = ".config.luau";

    private final ExplainedSource source;

    Aliases(ExplainedSource source) {
        this.source = source;
    }

    /** An alias in a file. */
    private record Entry(ModulePath folder, String alias, String path) {}

    /**
     * Goes where an aliased path leads.
     *
     * @param walk stands at the module that uses it: the search begins in the folder that this is in
     */
    void follow(AliasedPath path, Navigator walk) throws IOException {
        AliasedPath rest = path;
        Entry entry = nearest(path.alias(), walk.place().parent());
        List<Entry> seen = new ArrayList<>();
        while (AliasedPath.isAliased(entry.path)) {
            refuseCycle(seen, entry);
            seen.add(entry);
            AliasedPath next = AliasedPath.parse(entry.path);
            rest = new AliasedPath(next.alias(), next.rest() + "/" + rest.rest());
            entry = nearest(next.alias(), entry.folder);
        }
        enter(entry, walk);
        walk.through(rest.rest());
    }

    /** {@return the alias in the first file that has it, going up from a folder to the root} */
    private Entry nearest(String alias, @Nullable ModulePath start) throws IOException {
        String unread = "";
        for (ModulePath folder = start; folder != null; folder = folder.parent()) {
            ModuleText file = source.read(folder.file(LuauRc.NAME));
            if (source.isFile(folder.file(LUAU_CONFIGURATION))) {
                if (file != null) {
                    throw new ModuleException(
                            "could not resolve alias \"" + alias + "\" (ambiguous configuration file)");
                }
                unread = " (" + folder.file(LUAU_CONFIGURATION) + " is not read, only " + LuauRc.NAME + ")";
            }
            String path = file == null ? null : LuauRc.aliases(file).get(alias);
            if (path != null) {
                return new Entry(folder, alias, path);
            }
        }
        throw new ModuleException("@" + alias + " is not a valid alias" + unread);
    }

    private static void refuseCycle(List<Entry> seen, Entry repeated) throws ModuleException {
        int start = seen.indexOf(repeated);
        if (start >= 0) {
            StringBuilder cycle = new StringBuilder("detected alias cycle (");
            seen.subList(start, seen.size()).forEach(entry -> cycle.append('@').append(entry.alias).append(" -> "));
            throw new ModuleException(cycle.append('@').append(repeated.alias).append(')').toString());
        }
    }

    /** Goes where an alias leads whose path is no alias in turn. */
    private void enter(Entry entry, Navigator walk) throws IOException {
        if (RELATIVE.matcher(entry.path).matches()) {
            walk.goBackTo(entry.folder);
            walk.through(entry.path);
            return;
        }
        if (!ABSOLUTE.matcher(entry.path).matches()) {
            throw new ModuleException("could not jump to alias \"" + entry.path + "\"");
        }
        String path = source.pathOf(entry.path);
        if (path == null) {
            throw ModuleException.outsideTheRoot(entry.path, "");
        }
        walk.jump(path.isEmpty() ? ModulePath.ROOT : ModulePath.ofFile(path), entry.path);
    }
}
