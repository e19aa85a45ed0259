package dev.moonloom.core.require;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AliasesTest {
    private static final ModuleResolver TREE = new ModuleResolver(ModuleSource.ofTexts(Map.of(
            ".luaurc", """
                    {
                        "aliases": {
                            "lib": "./lib", "Upper": "./a", "dotted.name-1_x": "./a", "@at": "./a", "here": "./",
                            "trailing": "./lib/", "through": "./lib/../a", "windows": ".\\\\lib\\\\x",
                            "one": "@lib/x", "two": "@ONE", "deep": "@here/lib/", "lost": "@missing/x",
                            "self": "./lib", "toSelf": "@self/x",
                            "ring": "@Ring/x", "into": "@first", "first": "@second", "second": "@First",
                            "bare": "lib", "dot": ".", "empty": "", "home": "~/lib",
                            "out": "../lib", "farOut": "./lib/../../etc/passwd", "root": "/etc/passwd", "drive": "C:\\\\lib"
                        }
                    }
                    """,
            "sub/.luaurc", """
                    {"aliases": {"upper": "./b", "toRoot": "@lib/x", "up": "../a", "same": "@same"}}
                    """,
            "sub/deep/.luaurc", "{}",
            "a.luau", "", "lib/init.luau", "", "lib/x.luau", "", "sub/b.luau", "", "sub/init.luau", "")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @lib              | lib/init.luau
            @lib/             | lib/init.luau
            @lib/x            | lib/x.luau
            @LIB/x            | lib/x.luau
            @lib\\x           | lib/x.luau
            @lib//./x         | lib/x.luau
            @lib/../a         | a.luau
            @upper            | a.luau
            @dotted.name-1_x  | a.luau
            @@at              | a.luau
            @here/a           | a.luau
            @trailing/x       | lib/x.luau
            @through          | a.luau
            @windows          | lib/x.luau
            @one              | lib/x.luau
            @two              | lib/x.luau
            @two/../../a      | a.luau
            @deep/x           | lib/x.luau
            @toSelf           | lib/x.luau
            """)
    void alias_leadsToFile(String path, String file) {
        assertThat(Trees.resolve(TREE, "main.luau", path)).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main.luau           | @upper    | a.luau
            sub/main.luau       | @upper    | sub/b.luau
            sub/main.luau       | @lib      | lib/init.luau
            sub/main.luau       | @toRoot   | lib/x.luau
            sub/main.luau       | @up       | a.luau
            sub/deep/main.luau  | @upper    | sub/b.luau
            sub/deep/main.luau  | @two      | lib/x.luau
            sub/none/at/x.luau  | @upper    | sub/b.luau
            # The search begins beside the module, which for an init file is its folder.
            sub/init.luau       | @upper    | a.luau
            """)
    void nearestFileWithTheAlias_counts(String requirer, String path, String file) {
        assertThat(Trees.resolve(TREE, requirer, path)).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @             | @ is not a valid alias
            @/a           | @ is not a valid alias
            @missing/x    | @missing is not a valid alias
            @Missing      | @missing is not a valid alias
            @../a         | @.. is not a valid alias
            @Ä            | @Ä is not a valid alias
            @Kelvin  | @Kelvin is not a valid alias
            @lost         | @missing is not a valid alias
            @ring         | detected alias cycle (@ring -> @ring)
            @into/x       | detected alias cycle (@first -> @second -> @first)
            @bare/x       | could not jump to alias "lib"
            @dot/a        | could not jump to alias "."
            @empty        | could not jump to alias ""
            @toRoot       | @toroot is not a valid alias
            @home         | could not jump to alias "~/lib"
            """)
    void badAlias_isRefused(String path, String message) {
        assertThat(Trees.resolve(TREE, "main.luau", path)).isEqualTo(Trees.refusal(path, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @out               | could not get parent of requiring context (outside the root)
            @farOut            | could not get parent of component ".." (outside the root)
            @root              | outside the root: "/etc/passwd"
            @drive             | outside the root: "C:/lib"
            @lib/../../a       | could not get parent of component ".." (outside the root)
            @out/lib           | could not get parent of requiring context (outside the root)
            """)
    void aliasOutOfTheRoot_isRefused(String path, String message) {
        assertThat(Trees.resolve(TREE, "main.luau", path)).isEqualTo(Trees.refusal(path, message));
    }

    @Test
    void self_isAlwaysTheModule_whateverAliasesSay() {
        assertThat(Trees.resolve(TREE, "main.luau", "@self/x"))
                .isEqualTo(Trees.refusal("@self/x", "could not resolve child component \"x\""));
    }

    @Test
    void aliasOfItsOwnNameAbove_isStillACycle() {
        assertThat(Trees.resolve(TREE, "sub/b.luau", "@same"))
                .isEqualTo(Trees.refusal("@same", "detected alias cycle (@same -> @same)"));
    }

    @Test
    void otherConfigurationFile_isNotRead() {
        var resolver = new ModuleResolver(ModuleSource.ofTexts(Map.of(
                ".luaurc", "{\"aliases\": {\"lib\": \"./lib\"}}", ".config.luau", "", "sub/.config.luau", "",
                "lib.luau",
                "", "deep/.luaurc", "{\"aliases\": {\"lib\": \"../lib\"}}")));
        assertThat(Trees.resolve(resolver, "deep/x.luau", "@lib")).isEqualTo("lib.luau");
        assertThat(Trees.resolve(resolver, "x.luau", "@lib"))
                .isEqualTo(Trees.refusal("@lib", "could not resolve alias \"lib\" (ambiguous configuration file)"));
        var without = new ModuleResolver(ModuleSource.ofTexts(Map.of("sub/.config.luau", "")));
        assertThat(Trees.resolve(without, "sub/x.luau", "@lib")).isEqualTo(
                Trees.refusal("@lib", "@lib is not a valid alias (sub/.config.luau is not read, only .luaurc)"));
    }

    @Test
    void longChain_leadsToItsEnd() {
        String chain = IntStream.range(0, 100).mapToObj(i -> "\"a" + i + "\": \"@a" + (i + 1) + "/x\",")
                .collect(Collectors.joining("", "{\"aliases\": {", "\"a100\": \"./lib\"}}"));
        String end = "lib/" + "x/".repeat(100) + "end.luau";
        var resolver = new ModuleResolver(ModuleSource.ofTexts(Map.of(".luaurc", chain, end, "")));
        assertThat(Trees.resolve(resolver, "main.luau", "@a0/end")).isEqualTo(end);
    }

    @Test
    void malformedFile_isReported_alsoWhenTheAliasWouldBeFurtherUp() {
        var resolver = new ModuleResolver(ModuleSource.ofTexts(Map.of(
                ".luaurc", "{\"aliases\": {\"lib\": \"./lib\"}}", "sub/.luaurc", "{\n  \"aliases\" }", "lib.luau",
                "")));
        assertThat(Trees.resolve(resolver, "sub/x.luau", "@lib"))
                .startsWith("error requiring module \"@lib\": sub/.luaurc:2:13: Unexpected character ('}'");
        assertThat(Trees.resolve(resolver, "x.luau", "@lib")).isEqualTo("lib.luau");
        assertThat(Trees.resolve(resolver, "sub/x.luau", "../lib")).isEqualTo("lib.luau");
    }
}
