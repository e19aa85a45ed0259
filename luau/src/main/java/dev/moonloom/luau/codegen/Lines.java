package dev.moonloom.luau.codegen;

import dev.moonloom.luau.runtime.ChunkCode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of one generated class of which the JVM cannot hold the numbers themselves: by method, in their order. */
final class Lines {
    private final Map<String, InMethod> methods = new HashMap<>();

    /** The lines of one method. */
    static final class InMethod {
        /** The lines that are too great, each with its place in the list. */
        private final Map<Integer, Integer> listed = new LinkedHashMap<>();

        /** {@return what the class file has for a line} A method has fewer bytes of code than would fill the list. */
        int numberOf(int line) {
            return line <= ChunkCode.LAST_OWN_NUMBER
                    ? line
                    : ChunkCode.LAST_OWN_NUMBER + 1 + listed.computeIfAbsent(line, _ -> listed.size());
        }
    }

    /** {@return a new list for a method, instead of the one that it may have had} Code may be emitted twice, for its jumps. */
    InMethod begin(String method) {
        var lines = new InMethod();
        methods.put(method, lines);
        return lines;
    }

    /** {@return the lists that are not empty, by the methods' names} */
    Map<String, List<Integer>> listed() {
        Map<String, List<Integer>> found = new HashMap<>();
        methods.forEach((method, lines) -> {
            if (!lines.listed.isEmpty()) {
                found.put(method, List.copyOf(lines.listed.keySet()));
            }
        });
        return found;
    }
}
