package dev.moonloom.core.require;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** A host's source, whose failures to read a file say which file it is and why. */
record ExplainedSource(ModuleSource source) implements ModuleSource {
    @Override
    public @Nullable ModuleText read(String path) throws ModuleException {
        try {
            return source.read(path);
        } catch (ModuleException failure) {
            throw failure;
        } catch (IOException failure) {
            throw new ModuleException("could not read " + ModuleException.quoted(path) + ": " + reason(failure),
                    failure);
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    @Override
    public @Nullable String pathOf(String absolutePath) {
        return source.pathOf(absolutePath);
    }
}
