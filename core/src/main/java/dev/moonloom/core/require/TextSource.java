package dev.moonloom.core.require;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts by their paths. */
final class TextSource implements ModuleSource {
    private final Map<String, String> texts;

    TextSource(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
        this.texts.keySet().forEach(ModulePath::requireNormalised);
    }

    @Override
    public @Nullable ModuleText read(String path) {
        String text = texts.get(path);
        return text == null ? null : new ModuleText(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
