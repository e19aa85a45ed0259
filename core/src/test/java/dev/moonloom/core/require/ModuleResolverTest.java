package dev.moonloom.core.require;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModuleResolverTest {
    private static final ModuleResolver TREE = Trees.ofFiles("a.luau", "b.lua", "lib/init.luau", "lib/x.luau",
            "old/init.lua",
            "both.luau", "both.lua", "twice.luau", "twice/init.luau", "inits/init.luau", "inits/init.lua",
            "beside.luau",
            "beside/x.luau", "empty/deep/x.luau", "ä/ö.luau", "init/init.luau", "main.luau", "dotted.name.luau");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main.luau         | ./a               | a.luau
            main.luau         | ./b               | b.lua
            main.luau         | ./lib             | lib/init.luau
            main.luau         | ./lib/x           | lib/x.luau
            main.luau         | ./old             | old/init.lua
            main.luau         | ./beside          | beside.luau
            main.luau         | ./beside/x        | beside/x.luau
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
            beside.luau       | @self/x           | beside/x.luau
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
            ./a/.             | a.luau
            ./lib//x          | lib/x.luau
            ./lib/./x         | lib/x.luau
            ./lib/../a        | a.luau
            ./missing/../a    | a.luau
            .\\lib\\x         | lib/x.luau
            ./lib\\x          | lib/x.luau
            @self\\..\\a      | a.luau
            """)
    void path_isNormalised(String path, String file) {
        assertThat(Trees.resolve(TREE, "main.luau", path)).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ./nope          | nope.luau, nope.lua, nope/init.luau, nope/init.lua
            ./a/x           | a/x.luau, a/x.lua, a/x/init.luau, a/x/init.lua
            ./a.luau        | a.luau.luau, a.luau.lua, a.luau/init.luau, a.luau/init.lua
            ./A             | A.luau, A.lua, A/init.luau, A/init.lua
            ./empty         | empty.luau, empty.lua, empty/init.luau, empty/init.lua
            ./lib/init      | lib/init/init.luau, lib/init/init.lua
            ./              | init.luau, init.lua
            ./...           | ....luau, ....lua, .../init.luau, .../init.lua
            ./C:/x          | C:/x.luau, C:/x.lua, C:/x/init.luau, C:/x/init.lua
            """)
    void missingModule_isNamedWithThePlacesTried(String path, String places) {
        assertThat(Trees.resolve(TREE, "main.luau", path))
                .isEqualTo("module not found: \"" + path + "\" (tried " + places + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ./both  | both.luau, both.lua
            ./twice | twice.luau, twice/init.luau
            ./inits | inits/init.luau, inits/init.lua
            """)
    void twoFilesForOneModule_areRefused(String path, String files) {
        assertThat(Trees.resolve(TREE, "main.luau", path))
                .isEqualTo("module is ambiguous: \"" + path + "\" (there are " + files + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "lib/x", "/etc/passwd", "/", ".", "..", ".a", "...", ".../a", "C:/a", "~/a",
        " ./a",
        "\\\\host\\share", "file:./a"})
    void pathWithoutPrefix_isRefused(String path) {
        assertThat(Trees.resolve(TREE, "main.luau", path))
                .isEqualTo("require path must start with a valid prefix: ./, ../, or @");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            main.luau     | ../a
            main.luau     | ../main/a
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
        assertThat(Trees.resolve(TREE, requirer, path)).isEqualTo("outside the root: \"" + path + "\"");
    }

    @Test
    void backslashesOutOfTheRoot_areRefused() {
        assertThat(Trees.resolve(TREE, "main.luau", "..\\..\\etc\\passwd"))
                .isEqualTo("outside the root: \"..\\..\\etc\\passwd\"");
    }

    @Test
    void controlCharacters_areEscapedInMessages() {
        assertThat(Trees.resolve(TREE, "main.luau", "./a\nb"))
                .isEqualTo(
                        "module not found: \"./a\\nb\" (tried a\\nb.luau, a\\nb.lua, a\\nb/init.luau, a\\nb/init.lua)");
        assertThat(Trees.resolve(TREE, "main.luau", "./\0\u001b\r\""))
                .isEqualTo("require path has a NUL in it: \"./\\0\\27\\r\\\"\"");
    }

    @Test
    void longPath_isRefused() {
        assertThat(Trees.resolve(TREE, "main.luau", "./" + "x/".repeat(1_000_000)))
                .isEqualTo("require path is too long: 2000002 characters");
        assertThat(Trees.resolve(TREE, "main.luau", "./" + "x/".repeat(2000))).startsWith("module not found");
    }

    @Test
    void bytesOfAString_areReadAsUtf8() throws ModuleException {
        assertThat(TREE.resolve("main.luau", "./ä/ö".getBytes(UTF_8)).path()).isEqualTo("ä/ö.luau");
        assertThatExceptionOfType(ModuleException.class)
                .isThrownBy(() -> TREE.resolve("main.luau", new byte[]{'.', '/', (byte) 0xFF}))
                .withMessage("require path is not valid UTF-8");
    }

    @Test
    void module_hasTheTextOfItsFile() throws ModuleException {
        var resolver = new ModuleResolver(ModuleSource.ofTexts(Map.of("a.luau", "return 'ä'")));
        assertThat(resolver.resolve("main.luau", "./a").text()).isEqualTo("return 'ä'".getBytes(UTF_8));
    }

    @Test
    void failedRead_saysWhichFileAndWhy() {
        assertThat(Trees.resolve(failing(new IOException("the line is down")), "main.luau", "./a"))
                .isEqualTo("could not read \"a.luau\": the line is down");
        assertThat(Trees.resolve(failing(new AccessDeniedException("/srv/a.luau")), "main.luau", "./a"))
                .isEqualTo("could not read \"a.luau\": permission denied");
        assertThat(Trees.resolve(failing(new IOException("the line is down")), "lib/x.luau", "@a"))
                .isEqualTo("could not read \"lib/.luaurc\": the line is down");
        assertThat(Trees.resolve(failing(new ModuleException("not for you")), "main.luau", "./a"))
                .isEqualTo("not for you");
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
