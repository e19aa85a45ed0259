package dev.moonloom.core.vm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptFileTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            print(1),              print(1)
            '#!/bin/moonloom\nx',  '--/bin/moonloom\nx'
            \uFEFFprint(1),        print(1)
            '\uFEFF#!/bin/x',      '--/bin/x'
            #,                     #
            '','',
            """)
    void code_losesWhatIsNoLuau(String file, String text) {
        assertThat(ScriptFile.code(file.getBytes(UTF_8))).isEqualTo(text.getBytes(UTF_8));
    }
}
