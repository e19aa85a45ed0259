package dev.moonloom.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page that lists what scripts find, and a VM as the command line makes it, agree on what there is. */
final class LibrariesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "libraries.md");
    /** A row of a table: the name that it begins with, up to the arguments. */
    private static final Pattern ROW = Pattern.compile("^\\| `([\\w.]+)(?:\\([^`]*\\))?` \\| [^|]+ \\| ?[^|]*\\|$",
            Pattern.MULTILINE);
    private static final String PRINT_NAMES = """
            for name, value in _G do
                if type(value) == "table" and value ~= _G then
                    for member in value do
                        print(`{name}.{member}`)
                    end
                else
                    print(name)
                end
            end
            """;

    private static List<String> listed() throws IOException {
        String page = Files.readString(PAGE);
        List<String> names = ROW.matcher(page).results().map((MatchResult row) -> row.group(1)).toList();
        long rows = page.lines().filter(line -> line.startsWith("| `")).count();
        assertThat(names).as("rows that could be read").hasSize(Math.toIntExact(rows));
        return names;
    }

    @Test
    @Timeout(60)
    void page_listsWhatAVmOffers_andNothingElse() throws IOException {
        Process process = CommandLine.start(List.of("-XX:TieredStopAtLevel=1"), "run", "--legacy", "-e", PRINT_NAMES);

        assertThat(listed()).containsExactlyInAnyOrderElementsOf(CommandLine.outputOf(process));
    }

    @Test
    void page_listsNamesInOrder() throws IOException {
        for (String section : Files.readString(PAGE).split("\n(?!\\|)", -1)) {
            List<String> names = ROW.matcher(section).results().map((MatchResult row) -> row.group(1)).toList();
            assertThat(names).isSorted();
        }
    }
}
