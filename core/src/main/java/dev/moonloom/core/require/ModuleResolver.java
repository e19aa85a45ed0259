package dev.moonloom.core.require;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the module that a script requires by a path, as Luau's own command line does: relative to the script ({@code ./},
 * {@code ../}), to the module that it is ({@code @self}), or to an alias of a {@code .luaurc} ({@code @alias}). The module
 * {@code x} is one of {@code x.luau}, {@code x.lua}, {@code x/init.luau} and {@code x/init.lua}. An init file is the module
 * of its folder, so {@code ./} there is beside the folder, and {@code @self} in it.
 *
 * <p>Nothing is kept from one call to the next. Any thread; a call reads files, and so may block.
 */
final class ModuleResolver {
    /** In UTF-16 units; systems allow no more for a whole path. It keeps the messages about it readable. */
    private static final int LONGEST_PATH = 4096;

    private final ExplainedSource source;
    private final Aliases aliases;

    /** A resolver that finds the modules of a source. */
    ModuleResolver(ModuleSource source) {
        this.source = new ExplainedSource(Objects.requireNonNull(source, "source"));
        this.aliases = new Aliases(this.source);
    }

    /**
     * {@return the module at a path, which is given as the bytes of the script's string}
     *
     * @param requirerFile the file of the script: the {@link ModuleText#path} of a module, or for a main script a path of
     *        that form. Nothing need be there
     * @throws ModuleException when there is no such module, or it cannot be told which one it is
     * @throws IllegalArgumentException when the file of the script has no such form
     */
    ModuleText resolve(String requirerFile, byte[] requiredPath) throws ModuleException {
        String path;
        try {
            path = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(requiredPath)).toString();
        } catch (CharacterCodingException malformed) {
            throw new ModuleException("require path is not valid UTF-8", malformed);
        }
        return resolve(requirerFile, path);
    }

    /**
     * {@return the module at a path}
     *
     * @param requirerFile as in the other method
     * @throws ModuleException when there is no such module, or it cannot be told which one it is
     * @throws IllegalArgumentException when the file of the script has no such form
     */
    ModuleText resolve(String requirerFile, String requiredPath) throws ModuleException {
        ModulePath requirer = ModulePath.ofFile(requirerFile);
        if (requiredPath.length() > LONGEST_PATH) {
            throw new ModuleException("require path is too long: " + requiredPath.length() + " characters");
        }
        if (requiredPath.indexOf('\0') >= 0) {
            throw new ModuleException("require path has a NUL in it: " + ModuleException.quoted(requiredPath));
        }
        ModulePath place = place(requirer, requiredPath.replace('\\', '/'));
        if (place == null) {
            throw ModuleException.outsideTheRoot(requiredPath, "");
        }
        return read(place, requiredPath);
    }

    /** {@return the place a path leads to, or null when it leaves the root} */
    private @Nullable ModulePath place(ModulePath requirer, String path) throws ModuleException {
        if (path.startsWith("./") || path.startsWith("../")) {
            return requirer.follow("../" + path);
        }
        if (!AliasedPath.isAliased(path)) {
            throw new ModuleException("require path must start with a valid prefix: ./, ../, or @");
        }
        AliasedPath aliased = AliasedPath.parse(path);
        return aliased.alias().equals("self") ? requirer.follow(aliased.rest()) : aliases.follow(aliased, requirer);
    }

    private ModuleText read(ModulePath place, String requiredPath) throws ModuleException {
        List<String> files = place.files();
        List<String> found = new ArrayList<>();
        ModuleText module = null;
        for (String file : files) {
            ModuleText text = source.read(file);
            if (text != null) {
                found.add(file);
                module = text;
            }
        }
        if (module == null) {
            throw new ModuleException("module not found: " + withPlaces(requiredPath, "tried ", files));
        }
        if (found.size() > 1) {
            throw new ModuleException("module is ambiguous: " + withPlaces(requiredPath, "there are ", found));
        }
        return module;
    }

    private static String withPlaces(String requiredPath, String verb, List<String> files) {
        String places = files.stream().map(ModuleException::escaped).collect(Collectors.joining(", "));
        return ModuleException.quoted(requiredPath) + " (" + verb + places + ")";
    }
}
