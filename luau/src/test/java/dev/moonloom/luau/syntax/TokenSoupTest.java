package dev.moonloom.luau.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSoupTest {
    private static final int SCRIPTS = 5_000;
    private static final int LONGEST = 60;

    private static final List<String> TOKENS = List.of("""
            and break do else elseif end false for function if in local nil not or repeat return then true until while
            continue const type export typeof read write + - * / // % ^ # & | ! ? = == ~= < <= > >= += -= *= /= //= %=
            ^= ..= . .. ... , ; : :: -> ( ) [ ] { } @[ @native @deprecated @ << >> a b self 1 0x1F 0b12 1e 3..4 'x' "y"
            [[z]] [=[ ]=] `p` `p{ }q{ }r` {{ "\\q" "\\x4" -- --[[ ~ $ \\ \u00FF \u0001
            """.strip().split("\\s+"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomTokensAreValidOrHaveASyntaxErrorWithinTheScript(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SCRIPTS; i++) {
            String script = script(random);
            try {
                Parser.parse(script.getBytes(StandardCharsets.ISO_8859_1));
            } catch (SyntaxException e) {
                int lines = (int) script.lines().count();
                assertThat(e.errors()).allSatisfy(error -> {
                    assertThat(error.span().line()).isBetween(1, lines + 1);
                    assertThat(error.span().column()).isPositive();
                });
            } catch (RuntimeException e) {
                fail(script, e);
            }
        }
    }

    private static String script(Random random) {
        StringBuilder script = new StringBuilder();
        int length = random.nextInt(LONGEST) + 1;
        for (int i = 0; i < length; i++) {
            script.append(TOKENS.get(random.nextInt(TOKENS.size())));
            script.append(switch (random.nextInt(8)) {
                case 0 -> "\n";
                case 1, 2 -> "";
                default -> " ";
            });
        }
        return script.toString();
    }
}
