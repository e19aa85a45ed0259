package dev.moonloom.core.require;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where aliases lead, by the {@code .luaurc} files of the folders above the module that uses them. */
final class Aliases {
    private static final Pattern RELATIVE = Pattern.compile("\\.\\.?/.*", Pattern.DOTALL);
    /** Unix's and Windows'. */
    private static final Pattern ABSOLUTE = Pattern.compile("(/|[A-Za-z]:/).*", Pattern.DOTALL);

    private final ExplainedSource source;

    Aliases(ExplainedSource source) {
        this.source = source;
    }

    /** An alias in a file. */
    private record Entry(ModulePath folder, String alias, String path) {
        ModuleException outsideTheRoot() {
            return ModuleException.outsideTheRoot(path, " (" + this + ")");
        }

        @Override
        public String toString() {
            return "alias @" + alias + " of " + ModuleException.escaped(folder.file(LuauRc.NAME));
        }
    }

    /**
     * {@return the place an aliased path leads to, or null when what follows the alias leaves the root}
     *
     * @param requirer the module that uses it: the search begins in the folder that it is in
     */
    @Nullable ModulePath follow(AliasedPath path, ModulePath requirer) throws ModuleException {
        AliasedPath rest = path;
        Entry entry = nearest(path.alias(), requirer.parent());
        List<Entry> seen = new ArrayList<>();
        while (AliasedPath.isAliased(entry.path)) {
            refuseCycle(seen, entry);
            seen.add(entry);
            AliasedPath next = AliasedPath.parse(entry.path);
            rest = new AliasedPath(next.alias(), next.rest() + "/" + rest.rest());
            entry = nearest(next.alias(), entry.folder);
        }
        return place(entry).follow(rest.rest());
    }

    /** {@return the alias in the first file that has it, going up from a folder to the root} */
    private Entry nearest(String alias, @Nullable ModulePath start) throws ModuleException {
        for (ModulePath folder = start; folder != null; folder = folder.parent()) {
            ModuleText file = source.read(folder.file(LuauRc.NAME));
            String path = file == null ? null : LuauRc.aliases(file).get(alias);
            if (path != null) {
                return new Entry(folder, alias, path);
            }
        }
        throw new ModuleException("@" + ModuleException.escaped(alias) + " is not a valid alias");
    }

    private static void refuseCycle(List<Entry> seen, Entry repeated) throws ModuleException {
        int start = seen.indexOf(repeated);
        if (start >= 0) {
            StringBuilder cycle = new StringBuilder("detected alias cycle (");
            seen.subList(start, seen.size()).forEach(entry -> cycle.append('@').append(entry.alias).append(" -> "));
            throw new ModuleException(cycle.append('@').append(repeated.alias).append(')').toString());
        }
    }

    /** {@return the place an alias leads to whose path is no alias in turn} */
    private ModulePath place(Entry entry) throws ModuleException {
        if (RELATIVE.matcher(entry.path).matches()) {
            ModulePath place = entry.folder.follow(entry.path);
            if (place == null) {
                throw entry.outsideTheRoot();
            }
            return place;
        }
        if (!ABSOLUTE.matcher(entry.path).matches()) {
            throw new ModuleException(entry + " must start with ./, ../ or @ or be absolute: "
                    + ModuleException.quoted(entry.path));
        }
        String path = source.pathOf(entry.path);
        if (path == null) {
            throw entry.outsideTheRoot();
        }
        return path.isEmpty() ? ModulePath.ROOT : ModulePath.ofFile(path);
    }
}
