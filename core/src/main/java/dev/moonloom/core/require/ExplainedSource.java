package dev.moonloom.core.require;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** A host's source, whose failures say which file could not be read and why. */
record ExplainedSource(ModuleSource source) implements ModuleSource {
    /** What is asked of the source. */
    @FunctionalInterface
    private interface Question<T extends @Nullable Object> {
        T answer(String path) throws IOException;
    }

    @Override
    public @Nullable ModuleText read(String path) throws IOException {
        return this.<@Nullable ModuleText>ask(source::read, path);
    }

    @Override
    public boolean isFile(String path) throws IOException {
        return ask(source::isFile, path);
    }

    @Override
    public Folder folder(String path) throws IOException {
        return ask(source::folder, path);
    }

    private <T extends @Nullable Object> T ask(Question<T> question, String path) throws IOException {
        try {
            return question.answer(path);
        } catch (ModuleException failure) {
            throw failure;
        } catch (IOException failure) {
            throw new IOException("could not read file '" + path + "': " + reason(failure), failure);
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
