package dev.moonloom.luau.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaString;

class StringsTest {
    private static LuaString constant(String text) {
        return Strings.constant(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void textIsUtf8() {
        LuaString string = Strings.of("a\u00e9\ud83d\ude00");

        assertThat(Strings.bytes(string)).isEqualTo("a\u00e9\ud83d\ude00".getBytes(StandardCharsets.UTF_8)).hasSize(7);
        assertThat(Strings.text(string)).isEqualTo("a\u00e9\ud83d\ude00");
    }

    @Test
    void partsOfStringsHaveTheirOwnBytes() {
        LuaString part = Strings.of("x".repeat(40) + "key").substring(2, 43);

        assertThat(Strings.bytes(part)).hasSize(41);
        assertThat(Strings.equal(part, Strings.of("x".repeat(38) + "key"))).isTrue();
        assertThat(Strings.hash(part)).isEqualTo(Strings.hash(Strings.of("x".repeat(38) + "key")));
        assertThat(Strings.text(Strings.concat(part, part))).isEqualTo(("x".repeat(38) + "key").repeat(2));
    }

    @Test
    void bytesAreCopiedFromAPart() {
        byte[] bytes = {1, 2, 3, 4};
        LuaString string = Strings.ofBytes(bytes, 1, 2);
        bytes[1] = 9;

        assertThat(Strings.bytes(string)).containsExactly(2, 3);
    }

    @Test
    void bytesCompareUnsigned() {
        assertThat(Strings.compare(Strings.of("\u00e9"), Strings.of("z"))).isPositive();
        assertThat(Strings.compare(Strings.of("a"), Strings.of("ab"))).isNegative();
        assertThat(Strings.compare(Strings.of("a\0b"), Strings.of("a\0c"))).isNegative();
        assertThat(Strings.compare(Strings.of("same"), Strings.of("same"))).isZero();
    }

    @Test
    void stringsOfOtherBytesAreNotEqual() {
        assertThat(Strings.equal(Strings.of("abc"), Strings.of("abd"))).isFalse();
        assertThat(Strings.equal(Strings.of("abc"), Strings.of("abcd"))).isFalse();
        assertThat(Strings.equal(Strings.of("x".repeat(64)), Strings.of("x".repeat(63) + "y"))).isFalse();
        assertThat(Strings.equal(Strings.of("x".repeat(64)), Strings.of("x".repeat(64)))).isTrue();
    }

    @Test
    void joinsAnyNumberOfStrings() {
        assertThat(Strings.text(Strings.concat(Strings.of("a"), Strings.EMPTY, Strings.of("bc"), Strings.of("d"))))
                .isEqualTo("abcd");
        assertThat(Strings.concat(new LuaString[0]).m_length).isZero();
    }

    /** Worked out by hand from the description of the hash. */
    @ParameterizedTest
    @CsvSource({"'', 0", "a, 128"})
    void shortStringsHaveTheHashOfLua(String text, int hash) {
        assertThat(Strings.hash(Strings.of(text))).isEqualTo(hash);
    }

    @Test
    void hashesOfBytesAboveAsciiAreUnsigned() {
        assertThat(Strings.hash(Strings.ofBytes(new byte[]{(byte) 0xff}))).isEqualTo(1 ^ (32 + 0 + 255));
    }

    @Test
    void seededHashesDependOnTheSeedAndOnEveryByte() {
        LuaString string = Strings.of("a string");

        assertThat(Strings.hash(string, 1)).isEqualTo(Strings.hash(Strings.of("a string"), 1));
        assertThat(Strings.hash(string, 1)).isNotEqualTo(Strings.hash(string, 2));
        assertThat(IntStream.range(0, 1000).mapToObj(i -> Strings.hash(Strings.of("key" + i), 5)).distinct())
                .hasSize(1000);
    }

    @Test
    void equalConstantsAreOneObject() {
        assertThat(constant("a constant of two chunks")).isSameAs(constant("a constant of two chunks"));
        assertThat(constant("one")).isNotSameAs(constant("two"));
    }

    @Test
    void threadsGetTheSameConstant() {
        LuaString mine = constant("a constant of two threads");

        assertThat(CompletableFuture.supplyAsync(() -> constant("a constant of two threads")).join()).isSameAs(mine);
    }

    @Test
    void constantsAreHeldWeakly() {
        String text = "a constant that nobody keeps, longer than LuaJ's cache takes";
        var reference = new WeakReference<>(constant(text));

        Collecting.until(() -> reference.refersTo(null));

        assertThat(reference.refersTo(null)).isTrue();
        assertThat(Strings.text(constant(text))).isEqualTo(text);
    }
}
