package dev.moonloom.tests.differential;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What native Luau printed for the programs of the first seeds: their transcripts one after the other, below a line
 * that says which programs they were.
 *
 * @param version of the programs, as {@link #versionOf} tells it
 */
record Recordings(String version, List<String> transcripts) {
    private static final String NAME = "recordings.gz";

    Recordings {
        transcripts = List.copyOf(transcripts);
    }

    /** {@return a number that changes when any of the programs does} */
    static String versionOf(List<Program> programs) {
        var sum = new CRC32();
        programs.forEach(program -> sum.update(program.bytes()));
        return "%08x of %d programs".formatted(sum.getValue(), programs.size());
    }

    /** {@return the recordings of these programs} Their transcripts mean nothing when the version is another one. */
    static Recordings read(Path folder, List<Program> programs) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(folder.resolve(NAME)));
                var unzipped = new GZIPInputStream(file)) {
            String text = new String(unzipped.readAllBytes(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf('\n');
            return new Recordings(text.substring(0, end), Transcripts.split(programs, text.substring(end + 1)));
        }
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(folder.resolve(NAME)));
                var zipped = new GZIPOutputStream(file)) {
            zipped.write((version + "\n" + String.join("", transcripts)).getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
