package dev.moonloom.core.require;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Resources of a class loader, below one folder of its class path. */
final class ClassPathSource implements ModuleSource {
    private final ClassLoader loader;
    private final String prefix;

    ClassPathSource(ClassLoader loader, String prefix) {
        this.loader = loader;
        this.prefix = prefix.isEmpty() ? "" : ModulePath.requireNormalised(prefix) + "/";
    }

    /** Checks the path, since class loaders of files follow {@code ..} out of the prefix. */
    @Override
    public @Nullable ModuleText read(String path) throws IOException {
        try (InputStream stream = loader.getResourceAsStream(prefix + ModulePath.requireNormalised(path))) {
            return stream == null ? null : new ModuleText(path, stream.readAllBytes());
        }
    }
}
