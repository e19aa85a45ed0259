package dev.moonloom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            print(1),              print(1)
            '#!/bin/moonloom\nx',  '--/bin/moonloom\nx'
            \uFEFFprint(1),        print(1)
            '\uFEFF#!/bin/x',      '--/bin/x'
            #,                     #
            '','',
            """)
    void text_losesWhatIsNoLua(String file, String text) {
        assertThat(new Source("s", file.getBytes(UTF_8), List.of()).text()).isEqualTo(text.getBytes(UTF_8));
    }
}
