package dev.moonloom.core.require;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Small trees of files in memory, and what is found in trees. */
final class Trees {
    private Trees() {}

    /** {@return a resolver over files whose texts do not matter} */
    static ModuleResolver ofFiles(String... files) {
        Map<String, String> texts = new TreeMap<>();
        Arrays.asList(files).forEach(file -> texts.put(file, "return 1"));
        return new ModuleResolver(ModuleSource.ofTexts(texts));
    }

    /** {@return the message with which a path is refused while it is followed} */
    static String refusal(String path, String reason) {
        return "error requiring module \"" + path + "\": " + reason;
    }

    /** {@return the file that a path leads to, or the message with which it is refused} */
    static String resolve(ModuleResolver resolver, String requirer, String path) {
        try {
            return resolver.resolve(requirer, path).path();
        } catch (IOException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
