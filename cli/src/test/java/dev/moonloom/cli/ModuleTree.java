package dev.moonloom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A tree of modules, made of few names so that they meet: files beside folders, both suffixes, init files, cases of letters,
 * configuration files; and a script in it that tries many paths, from its own place and from modules.
 *
 * @param texts of the files, by their paths
 * @param main the script's path
 */
record ModuleTree(Map<String, String> texts, String main) {
    /** Stands for the tree's folder where a text needs it. */
    private static final String ROOT = "{root}";

    private static final int DEPTH = 3;
    private static final int PATHS = 24;
    private static final int REQUIRERS = 4;
    private static final List<String> FILES = List.of("a.luau", "a.lua", "b.luau", "A.luau", "ex.luau", "ex.lua",
            "b.c.luau",
            "init.luau", "init.lua", ".config.luau");
    private static final List<String> FOLDERS = List.of("a", "b", "B", "ex", "init", "c");
    /** Where the script is. No module has a name of these, so that all above the script is as it seems. */
    private static final List<String> HOMES = List.of("", "in/", "in/deep/");
    private static final List<String> STARTS = List.of("./", "./", "../", "../../", "@self/", "@lib/", "@LIB/", "@up/",
            "@down",
            "@chain/", "@ring", "@lost", "@bad/", "@none/", "", "/", "a", ".\\");
    private static final List<String> NAMES = List.of("a", "b", "A", "B", "ex", "init", "c", "b.c", "..", ".", "",
            "a.luau", "none",
            ".config");
    private static final List<String> ALIASES = List.of("\"lib\": \"./a\"", "\"Lib\": \"./b/\"", "\"up\": \"../\"",
            "\"down\": \"./b/a\"", "\"chain\": \"@lib/a\"", "\"ring\": \"@ring\"", "\"lost\": \"@none/x\"",
            "\"bad\": \"nowhere\"", "\"lib\": \"../b\"");

    private static final String MODULE = """
            return { name = debug.info(1, "s"), try = function(path) return pcall(require, path) end }
            """;
    private static final String SCRIPT = """
            local function show(path, found, module)
                print(`{path}\\t{found}\\t{if found then module.name else module}`)
                return found and module.try
            end
            local function try(path) return pcall(require, path) end
            for _, requirer in { {requirers} } do
                local from = if requirer == "" then try else show(`from {requirer}`, try(requirer))
                for _, path in if from then { {paths} } else {} do
                    show(path, from(path))
                end
            end
            """;

    /** {@return the tree of a number, always the same} Some have an alias with an absolute path. */
    static ModuleTree of(int seed) {
        var random = new Random(seed);
        String home = HOMES.get(seed % HOMES.size());
        Map<String, String> texts = new TreeMap<>();
        fill(texts, "", 0, random, hasAbsoluteAlias(seed));
        fill(texts, home, 1, random, false);
        // Where two init files are above a script, native Luau's "./" leads back to the script itself.
        HOMES.forEach(folder -> texts.remove(folder + "init.lua"));
        texts.put(home + "main.luau", SCRIPT.replace("{requirers}", "\"\", " + quoted(home, random, REQUIRERS))
                .replace("{paths}", quoted(home, random, PATHS)));
        return new ModuleTree(texts, home + "main.luau");
    }

    static boolean hasAbsoluteAlias(int seed) {
        return seed % 4 == 3;
    }

    private static void fill(Map<String, String> texts, String folder, int depth, Random random, boolean absolute) {
        for (String name : FILES) {
            // The other configuration file is not read, and so may only be where it makes the first one ambiguous.
            if (random.nextInt(name.startsWith(".") ? 12 : 4) == 0) {
                texts.put(folder + name, MODULE);
            }
        }
        if (texts.containsKey(folder + ".config.luau") || absolute || random.nextBoolean()) {
            texts.put(folder + ".luaurc", configuration(random, absolute));
        }
        if (depth < DEPTH) {
            FOLDERS.stream().filter(_ -> random.nextInt(3) == 0)
                    .forEach(name -> fill(texts, folder + name + "/", depth + 1, random, false));
        }
    }

    private static String configuration(Random random, boolean absolute) {
        List<String> aliases = new ArrayList<>(
                ALIASES.stream().filter(_ -> random.nextInt(3) == 0).toList());
        if (absolute) {
            aliases.addFirst("\"lib\": \"" + ROOT + "/a\"");
        }
        return "{ \"aliases\": { " + String.join(", ", aliases) + " } }\n";
    }

    private static String quoted(String home, Random random, int count) {
        Set<String> paths = new LinkedHashSet<>();
        while (paths.size() < count) {
            String path = pick(STARTS, random) + IntStream.range(0, random.nextInt(4))
                    .mapToObj(_ -> pick(NAMES, random))
                    .collect(Collectors.joining("/"));
            // Above the tree there is more than was made. A script that requires itself would try all its paths once more, and again.
            if (!path.matches("@self[/.]*|" + (home.isEmpty() ? "\\.\\./\\.\\..*" : ""))) {
                paths.add(path);
            }
        }
        return paths.stream().map(path -> '"' + path.replace("\\", "\\\\") + '"').collect(Collectors.joining(", "));
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Makes the files below a folder. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : texts.entrySet()) {
            Path place = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(place.getParent()));
            Files.writeString(place, file.getValue().replace(ROOT, folder.toString()));
        }
    }
}
