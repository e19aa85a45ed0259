package dev.moonloom.core.require;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModuleResolverTest {
    private static final ModuleResolver TREE = Trees.ofFiles("a.luau", "b.lua", "lib/init.luau", "lib/x.luau",
            "old/init.lua",
            "both.luau", "both.lua", "both.luau/x.luau", "twice.luau", "twice/init.luau", "inits/init.luau",
            "inits/init.lua",
            "beside.luau",
            "beside/x.luau", "empty/deep/x.luau", "ä/ö.luau", "init/init.luau", "main.luau", "dotted.name.luau");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main.luau         | ./a               | a.luau
            main.luau         | ./b               | b.lua
            main.luau         | ./lib             | lib/init.luau
            main.luau         | ./lib/x           | lib/x.luau
            main.luau         | ./old             | old/init.lua
            main.luau         | ./empty/deep/x    | empty/deep/x.luau
            main.luau         | ./dotted.name     | dotted.name.luau
            main.luau         | ./ä/ö             | ä/ö.luau
            main.luau         | ./init            | init/init.luau
            main.luau         | ./main            | main.luau
            lib/x.luau        | ../a              | a.luau
            lib/x.luau        | ./x               | lib/x.luau
            lib/x.luau        | ../lib            | lib/init.luau
            lib/x.luau        | ../lib/../lib/x   | lib/x.luau
            empty/deep/x.luau | ../../a           | a.luau
            # The module of an init file is its folder.
            lib/init.luau     | ./a               | a.luau
            lib/init.luau     | ./lib/x           | lib/x.luau
            lib/init.luau     | @self/x           | lib/x.luau
            lib/init.luau     | @SELF/x           | lib/x.luau
            lib/init.luau     | @self/../a        | a.luau
            lib/init.luau     | @self             | lib/init.luau
            old/init.lua      | @self/../b        | b.lua
            lib/x.luau        | @self             | lib/x.luau
            init.luau         | @self/a           | a.luau
            # A main script may have any name.
            script            | ./a               | a.luau
            lib/script.txt    | ../a              | a.luau
            """)
    void path_leadsToFile(String requirer, String path, String file) {
        assertThat(Trees.resolve(TREE, requirer, path)).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .//a              | a.luau
            ././a             | a.luau
            ./a/              | a.luau
            ./both.luau/../a  | a.luau
            ./a/.             | a.luau
            ./lib//x          | lib/x.luau
            ./lib/./x         | lib/x.luau
            ./lib/../a        | a.luau
            .\\lib\\x         | lib/x.luau
            ./lib\\x          | lib/x.luau
            @self\\..\\a      | a.luau
            """)
    void path_isNormalised(String path, String file) {
        assertThat(Trees.resolve(TREE, "main.luau", path)).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ./nope          | nope
            ./nope/x        | nope
            ./nope/../a     | nope
            ./a/x           | x
            ./a.luau        | a.luau
            ./A             | A
            ./lib/init      | init
            ./...           | ...
            ./C:/x          | C:
            ./both          | both (ambiguous)
            ./twice         | twice (ambiguous)
            ./inits         | inits (ambiguous)
            ./inits/x       | inits (ambiguous)
            ./beside        | beside (ambiguous)
            ./beside/x      | beside (ambiguous)
            """)
    void nameThatIsNotThere_orThereTwice_isRefused(String path, String component) {
        String how = component.endsWith(" (ambiguous)") ? " (ambiguous)" : "";
        String name = component.substring(0, component.length() - how.length());
        assertThat(Trees.resolve(TREE, "main.luau", path))
                .isEqualTo(Trees.refusal(path, "could not resolve child component \"" + name + "\"" + how));
    }

    @ParameterizedTest
    @ValueSource(strings = {"./", "./empty", "./empty/deep", "./lib/.."})
    void folderWithoutAnInitFile_isNoModule(String path) {
        assertThat(Trees.resolve(TREE, "main.luau", path)).isEqualTo("no module present at resolved path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./x", "@self/x", "@alias"})
    void scriptThatSharesItsName_cannotRequire(String path) {
        assertThat(Trees.resolve(TREE, "beside.luau", path))
                .isEqualTo(Trees.refusal(path, "could not reset to requiring context (ambiguous)"));
    }

    @Test
    void sourceThatKnowsOnlyFiles_letsPathsThroughAndSeesNoRivals() {
        var files = Set.of("ex.luau", "ex/sub.luau", "lib/init.luau", "twice.luau", "twice/init.luau");
        var resolver = new ModuleResolver(
                path -> files.contains(path) ? new ModuleText(path, new byte[0]) : null);
        assertThat(Trees.resolve(resolver, "main.luau", "./ex")).isEqualTo("ex.luau");
        assertThat(Trees.resolve(resolver, "main.luau", "./ex/sub")).isEqualTo("ex/sub.luau");
        assertThat(Trees.resolve(resolver, "main.luau", "./lib")).isEqualTo("lib/init.luau");
        assertThat(Trees.resolve(resolver, "main.luau", "./none/x"))
                .isEqualTo(Trees.refusal("./none/x", "could not resolve child component \"x\""));
        assertThat(Trees.resolve(resolver, "main.luau", "./twice"))
                .isEqualTo(Trees.refusal("./twice", "could not resolve child component \"twice\" (ambiguous)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "lib/x", "/etc/passwd", "/", ".", "..", ".a", "...", ".../a", "C:/a", "~/a",
        " ./a",
        "\\\\host\\share", "file:./a"})
    void pathWithoutPrefix_isRefused(String path) {
        assertThat(Trees.resolve(TREE, "main.luau", path))
                .isEqualTo(Trees.refusal(path, "require path must start with a valid prefix: ./, ../, or @"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main.luau     | ../a
            main.luau     | ../lib/x
            main.luau     | ../../../../etc/passwd
            main.luau     | ./../a
            main.luau     | ./lib/../../a
            main.luau     | @self/../../a
            lib/x.luau    | ../../a
            lib/init.luau | ../a
            init.luau     | ./a
            init.luau     | @self/../a
            """)
    void pathOutOfTheRoot_isRefused_evenWhenItComesBack(String requirer, String path) {
        assertThat(Trees.resolve(TREE, requirer, path))
                .startsWith("error requiring module \"" + path + "\": could not get parent of ")
                .endsWith(" (outside the root)");
    }

    @Test
    void backslashesOutOfTheRoot_areRefused() {
        assertThat(Trees.resolve(TREE, "main.luau", "..\\..\\etc\\passwd"))
                .isEqualTo(Trees.refusal("..\\..\\etc\\passwd",
                        "could not get parent of requiring context (outside the root)"));
    }

    @Test
    void pathWithANul_isRefused() {
        assertThat(Trees.resolve(TREE, "main.luau", "./\0"))
                .isEqualTo(Trees.refusal("./\0", "require path has a NUL in it"));
    }

    @Test
    void longPath_isRefused() {
        assertThat(Trees.resolve(TREE, "main.luau", "./" + "x/".repeat(1_000_000)))
                .isEqualTo("require path is too long: 2000002 characters");
        assertThat(Trees.resolve(TREE, "main.luau", "./" + "x/".repeat(2000)))
                .endsWith("could not resolve child component \"x\"");
    }

    @Test
    void bytesOfAString_areReadAsUtf8() throws IOException {
        assertThat(TREE.resolve("main.luau", "./ä/ö".getBytes(UTF_8)).path()).isEqualTo("ä/ö.luau");
        assertThatExceptionOfType(ModuleException.class)
                .isThrownBy(() -> TREE.resolve("main.luau", new byte[]{'.', '/', (byte) 0xFF}))
                .withMessage("require path is not valid UTF-8");
    }

    @Test
    void module_hasTheTextOfItsFile() throws IOException {
        var resolver = new ModuleResolver(ModuleSource.ofTexts(Map.of("a.luau", "return 'ä'")));
        assertThat(resolver.resolve("main.luau", "./a").text()).isEqualTo("return 'ä'".getBytes(UTF_8));
    }

    @Test
    void failedRead_saysWhichFileAndWhy() {
        assertThat(Trees.resolve(failing(new IOException("the line is down")), "main.luau", "./a"))
                .isEqualTo("could not read file 'a.luau': the line is down");
        assertThat(Trees.resolve(failing(new AccessDeniedException("/srv/a.luau")), "main.luau", "./a"))
                .isEqualTo("could not read file 'a.luau': permission denied");
        assertThat(Trees.resolve(failing(new IOException("the line is down")), "lib/x.luau", "@a"))
                .isEqualTo("could not read file 'lib/.luaurc': the line is down");
        assertThat(Trees.resolve(failing(new ModuleException("not for you")), "main.luau", "./a"))
                .isEqualTo(Trees.refusal("./a", "not for you"));
    }

    private static ModuleResolver failing(IOException failure) {
        return new ModuleResolver(_ -> {
            throw failure;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a.luau", "../a.luau", "a//b.luau", "./a.luau", "lib/", "lib/../a.luau"})
    void requirerThatIsNoPathBelowTheRoot_isAFaultOfTheHost(String requirer) {
        assertThatIllegalArgumentException().isThrownBy(() -> TREE.resolve(requirer, "./a"));
    }
}
