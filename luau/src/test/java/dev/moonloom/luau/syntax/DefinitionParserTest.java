package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DefinitionParserTest {
    private static List<String> globals(String definitions) {
        return Parser.parseDefinitions(definitions.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void globals_areNamedInOrder() {
        assertThat(globals("""
                type Mode = "a" | "b"
                export type Box<T> = {value: T}
                @checked declare function f<T, A...>(a: T, b: string?, ...: A...): (T, ...any)
                declare function g()
                declare x: {a: number, ["b c"]: (Mode) -> (), [number]: any}
                declare extern type A with
                    read name: string
                    write: number
                    ["b c"]: Box<A>
                    [number]: A
                    @checked function f(self, a: number, ...: string): A?
                    function __add(self, other: A): A
                end
                declare extern type B extends A with end
                declare class C extends A end
                declare class: number
                declare extern: number
                """)).containsExactly("f", "g", "x", "class", "extern");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "local x = 1 # Expected 'declare' or 'type', got 'local'",
        "declare function f(a) # Expected ':' when parsing function declaration, got ')'",
        "declare x # Expected ':' when parsing global variable declaration, got <eof>",
        "declare extern A with end # Expected 'type', got 'A'",
        "declare extern type A end # Expected 'with', got 'end'",
        "declare extern type A with a: number # Expected identifier when parsing property name, got <eof>",
        "declare extern type A with function f(a: number) end # Expected 'self', got 'a'",
    })
    void mistake_isNamed(String definitions, String message) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> globals(definitions))
                .satisfies(wrong -> assertThat(wrong.errors().getFirst().message()).isEqualTo(message));
    }
}
