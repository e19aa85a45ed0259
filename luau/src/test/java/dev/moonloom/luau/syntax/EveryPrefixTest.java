package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EveryPrefixTest {
    private final byte[] sample = Scripts.file("sample.luau");

    @Test
    void prefixOfAScriptIsValidOrHasASyntaxError() {
        for (int length = 0; length <= sample.length; length++) {
            byte[] prefix = Arrays.copyOf(sample, length);
            try {
                Parser.parse(prefix);
            } catch (SyntaxException e) {
                assertThat(e.errors()).isNotEmpty();
            } catch (RuntimeException e) {
                fail("prefix of " + length + " bytes", e);
            }
        }
    }

    @Test
    void scriptWithoutOneByteIsValidOrHasASyntaxError() {
        String script = new String(sample, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < sample.length; i++) {
            byte[] source = (script.substring(0, i) + script.substring(i + 1)).getBytes(StandardCharsets.ISO_8859_1);
            try {
                Parser.parse(source);
            } catch (SyntaxException e) {
                assertThat(e.errors()).isNotEmpty();
            } catch (RuntimeException e) {
                fail("without the byte at " + i, e);
            }
        }
    }
}
