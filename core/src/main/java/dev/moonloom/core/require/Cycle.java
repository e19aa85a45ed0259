package dev.moonloom.core.require;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds modules that would wait for each other for ever. */
final class Cycle {
    /** How the search has come to a module: from another one that waits for it, and has required it by this path. */
    private record Step(RequiredModule from, String path) {}

    private Cycle() {}

    /**
     * {@return the paths along which a module waits for another one already, such as {@code ./a -> ./b -> ./a}; null when it
     * does not}
     *
     * @param waiting the module that is about to wait
     * @param awaited what it would wait for
     * @param path how it has required that
     */
    static @Nullable String through(RequiredModule waiting, RequiredModule awaited, String path) {
        Map<RequiredModule, Step> steps = new HashMap<>();
        var next = new ArrayDeque<RequiredModule>(List.of(awaited));
        for (RequiredModule module; (module = next.poll()) != null;) {
            if (module == waiting) {
                return text(waiting, awaited, path, steps);
            }
            for (Requirement requirement : module.requirements) {
                RequiredModule further = requirement.awaited;
                if (further != null && steps.putIfAbsent(further, new Step(module, requirement.path)) == null) {
                    next.add(further);
                }
            }
        }
        return null;
    }

    private static String text(RequiredModule waiting, RequiredModule awaited, String path,
            Map<RequiredModule, Step> steps) {
        List<String> paths = new ArrayList<>(List.of(path));
        for (RequiredModule module = waiting; module != awaited;) {
            Step step = steps.get(module);
            if (step == null) {
                throw new AssertionError("no way back from a module that was reached");
            }
            paths.add(step.path());
            module = step.from();
        }
        paths.add(path);
        Collections.reverse(paths);
        return String.join(" -> ", paths);
    }
}
