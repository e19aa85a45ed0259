package dev.moonloom.core.require;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Finds the module that a script requires by a path, as Luau's own command line does: relative to the script ({@code ./},
 * {@code ../}), to the module that it is ({@code @self}), or to an alias of a {@code .luaurc} ({@code @alias}). The module
 * {@code x} is one of {@code x.luau}, {@code x.lua}, {@code x/init.luau} and {@code x/init.lua}, and where several are there,
 * or a file beside a folder {@code x}, none of them. An init file is the module of its folder, so {@code ./} there is beside
 * the folder, and {@code @self} in it.
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
     * @throws IOException when a file cannot be read
     * @throws IllegalArgumentException when the file of the script has no such form
     */
    ModuleText resolve(String requirerFile, byte[] requiredPath) throws IOException {
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
     * @throws IOException when a file cannot be read
     * @throws IllegalArgumentException when the file of the script has no such form
     */
    ModuleText resolve(String requirerFile, String requiredPath) throws IOException {
        var walk = new Navigator(source, ModulePath.ofFile(requirerFile));
        if (requiredPath.length() > LONGEST_PATH) {
            throw new ModuleException("require path is too long: " + requiredPath.length() + " characters");
        }
        String file;
        try {
            navigate(walk, requirerFile, requiredPath);
            file = walk.file();
        } catch (ModuleException failure) {
            throw failure.requiring(requiredPath);
        }
        ModuleText module = file == null ? null : source.read(file);
        if (module == null) {
            throw new ModuleException("no module present at resolved path");
        }
        return module;
    }

    private void navigate(Navigator walk, String requirerFile, String requiredPath) throws IOException {
        if (requiredPath.indexOf('\0') >= 0) {
            throw new ModuleException("require path has a NUL in it");
        }
        String path = requiredPath.replace('\\', '/');
        if (path.startsWith("./") || path.startsWith("../")) {
            walk.checkStart(requirerFile);
            walk.toParent();
            walk.through(path);
            return;
        }
        if (!AliasedPath.isAliased(path)) {
            throw new ModuleException("require path must start with a valid prefix: ./, ../, or @");
        }
        walk.checkStart(requirerFile);
        AliasedPath aliased = AliasedPath.parse(path);
        if (aliased.alias().equals("self")) {
            walk.through(aliased.rest());
        } else {
            aliases.follow(aliased, walk);
        }
    }
}
