package dev.moonloom.core.require;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LuauRcTest {
    private static Map<String, String> aliases(String text) throws ModuleException {
        return LuauRc.aliases(new ModuleText("sub/.luaurc", text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"aliases\":{\"lib\":\"./lib\"}}",
        "// first\n{ // second\n\"aliases\": // third\n{\"lib\": \"./lib\" /* fourth */}} // last",
        "{\"aliases\": {\"lib\": \"./lib\",},}",
        "{'aliases': {'lib': './lib'}}",
        "\uFEFF{\"aliases\": {\"lib\": \".\\u002flib\"}}",
        "{\"languageMode\": \"strict\", \"lint\": {\"*\": true}, \"globals\": [\"a\",], \"aliases\": {\"lib\": \"./lib\"}}",
        "{\"mine\": [1, null, {\"aliases\": {\"lib\": 1}}], \"aliases\": {\"lib\": \"./lib\"}, \"more\": -1e5}",
        "{\"aliases\": {\"LIB\": \"./lib\", \"lib\": \"./other\"}}"
    })
    void aliases_areRead(String text) throws ModuleException {
        assertThat(aliases(text)).isEqualTo(Map.of("lib", "./lib"));
    }

    @Test
    void fileWithoutAliases_hasNone() throws ModuleException {
        assertThat(aliases("{}")).isEmpty();
        assertThat(aliases("{\"aliases\": {}}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                           | 1:1: the file must be a JSON object
            // nothing                   | 1:11: the file must be a JSON object
            []                           | 1:1: the file must be a JSON object
            {                            | 1:2: unexpected end of file
            {"aliases": {"a": "./a       | 1:23: unexpected end of file
            {"aliases": {"a": "./a"      | 1:24: unexpected end of file
            {} x                         | 1:4: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
            {} {}                        | 1:4: the file must end after its object
            {"aliases": []}              | 1:13: "aliases" must be an object
            {"aliases": "./lib"}         | 1:13: "aliases" must be an object
            {"aliases": {"a b": "./a"}}  | 1:14: invalid alias "a b"
            {"aliases": {"": "./a"}}     | 1:14: invalid alias ""
            {"aliases": {".": "./a"}}    | 1:14: invalid alias "."
            {"aliases": {"..": "./a"}}   | 1:14: invalid alias ".."
            {"aliases": {"a/b": "./a"}}  | 1:14: invalid alias "a/b"
            {"aliases": {"ä": "./a"}}    | 1:14: invalid alias "ä"
            {"aliases": {"a": true}}     | 1:19: the path of an alias must be a string
            {"aliases": {"a": {}}}       | 1:19: the path of an alias must be a string
            {"aliases": {"a": null}}     | 1:19: the path of an alias must be a string
            {"aliases": {"a": "\\u0000"}} | 1:19: the path of an alias must not have a NUL in it
            """)
    void malformedFile_isRefusedWithThePlace(String text, String message) {
        assertThatExceptionOfType(ModuleException.class).isThrownBy(() -> aliases(text))
                .withMessage("sub/.luaurc:" + message);
    }

    @Test
    void place_hasTheLine() {
        assertThatExceptionOfType(ModuleException.class).isThrownBy(() -> aliases("{\n  // comment\n  aliases: {}\n}"))
                .withMessageStartingWith("sub/.luaurc:3:3: Unexpected character ('a'");
    }

    @Test
    void bytesThatAreNoText_areRefused() {
        assertThatExceptionOfType(ModuleException.class)
                .isThrownBy(() -> LuauRc.aliases(new ModuleText(".luaurc", new byte[]{'{', '"', (byte) 0xFF, '"'})))
                .withMessageStartingWith(".luaurc:1:");
    }

    @Test
    void deepNesting_isRefused_withoutDeepRecursion() {
        assertThatExceptionOfType(ModuleException.class)
                .isThrownBy(() -> aliases("{\"other\": " + "[".repeat(100_000)))
                .withMessageStartingWith("sub/.luaurc: Document nesting depth");
    }
}
