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
            sub/init.luau       | @up       | @up is not a valid alias
            main.luau           | @toRoot   | @toroot is not a valid alias
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
            @ä            | @ä is not a valid alias
            @lost         | @missing is not a valid alias
            @ring         | detected alias cycle (@ring -> @ring)
            @into/x       | detected alias cycle (@first -> @second -> @first)
            @bare/x       | alias @bare of .luaurc must start with ./, ../ or @ or be absolute: "lib"
            @dot/a        | alias @dot of .luaurc must start with ./, ../ or @ or be absolute: "."
            @empty        | alias @empty of .luaurc must start with ./, ../ or @ or be absolute: ""
            @home         | alias @home of .luaurc must start with ./, ../ or @ or be absolute: "~/lib"
            """)
    void badAlias_isRefused(String path, String message) {
        assertThat(Trees.resolve(TREE, "main.luau", path)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @out               | "../lib" (alias @out of .luaurc)
            @farOut            | "./lib/../../etc/passwd" (alias @farout of .luaurc)
            @root              | "/etc/passwd" (alias @root of .luaurc)
            @drive             | "C:/lib" (alias @drive of .luaurc)
            @lib/../../a       | "@lib/../../a"
            @one/../../../a    | "@one/../../../a"
            @out/lib           | "../lib" (alias @out of .luaurc)
            """)
    void aliasOutOfTheRoot_isRefused(String path, String message) {
        assertThat(Trees.resolve(TREE, "main.luau", path)).isEqualTo("outside the root: " + message);
    }

    @Test
    void self_isAlwaysTheModule_whateverAliasesSay() {
        assertThat(Trees.resolve(TREE, "main.luau", "@self/x"))
                .startsWith("module not found: \"@self/x\" (tried main/x");
    }

    @Test
    void aliasOfItsOwnNameAbove_isStillACycle() {
        assertThat(Trees.resolve(TREE, "sub/b.luau", "@same")).isEqualTo("detected alias cycle (@same -> @same)");
    }

    @Test
    void longChain_leadsToItsEnd() {
        String chain = IntStream.range(0, 100).mapToObj(i -> "\"a" + i + "\": \"@a" + (i + 1) + "/x\",")
                .collect(Collectors.joining("", "{\"aliases\": {", "\"a100\": \"./lib\"}}"));
        var resolver = new ModuleResolver(ModuleSource.ofTexts(Map.of(".luaurc", chain)));
        assertThat(Trees.resolve(resolver, "main.luau", "@a0/end"))
                .startsWith("module not found: \"@a0/end\" (tried lib/" + "x/".repeat(100) + "end.luau");
    }

    @Test
    void malformedFile_isReported_alsoWhenTheAliasWouldBeFurtherUp() {
        var resolver = new ModuleResolver(ModuleSource.ofTexts(Map.of(
                ".luaurc", "{\"aliases\": {\"lib\": \"./lib\"}}", "sub/.luaurc", "{\n  \"aliases\" }", "lib.luau",
                "")));
        assertThat(Trees.resolve(resolver, "sub/x.luau", "@lib"))
                .startsWith("sub/.luaurc:2:13: Unexpected character ('}'");
        assertThat(Trees.resolve(resolver, "x.luau", "@lib")).isEqualTo("lib.luau");
        assertThat(Trees.resolve(resolver, "sub/x.luau", "../lib")).isEqualTo("lib.luau");
    }
}
