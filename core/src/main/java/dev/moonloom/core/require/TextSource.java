package dev.moonloom.core.require;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Texts by their paths. */
final class TextSource implements ModuleSource {
    private final Map<String, String> texts;
    /** Those that have something in them. */
    private final Set<String> folders = new HashSet<>();

    TextSource(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
        for (String path : this.texts.keySet()) {
            ModulePath.requireNormalised(path);
            for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
                folders.add(path.substring(0, end));
            }
        }
    }

    @Override
    public @Nullable ModuleText read(String path) {
        String text = texts.get(path);
        return text == null ? null : new ModuleText(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isFile(String path) {
        return texts.containsKey(path);
    }

    @Override
    public Folder folder(String path) {
        return folders.contains(path) ? Folder.PRESENT : Folder.ABSENT;
    }
}
