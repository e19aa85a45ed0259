package dev.moonloom.core.require;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootFolderTest {
    @TempDir
    private Path folder;
    private Path project;
    private Path scripts;

    @BeforeEach
    void makeFolders() throws IOException {
        project = folder.resolve("project");
        scripts = Files.createDirectories(project.resolve("scripts"));
    }

    private static void configure(Path folder) throws IOException {
        Files.writeString(folder.resolve(".luaurc"), "{}");
    }

    @Test
    void withoutConfiguration_itIsTheFolderOfTheScript() {
        assertThat(RootFolder.of(scripts.resolve("main.luau"))).isEqualTo(scripts);
        assertThat(RootFolder.of(scripts.resolve("none/../main.luau"))).isEqualTo(scripts);
    }

    @Test
    void nearestConfiguration_counts() throws IOException {
        configure(folder);
        assertThat(RootFolder.of(scripts.resolve("main.luau"))).isEqualTo(folder);
        configure(project);
        assertThat(RootFolder.of(scripts.resolve("main.luau"))).isEqualTo(project);
        configure(scripts);
        assertThat(RootFolder.of(scripts.resolve("main.luau"))).isEqualTo(scripts);
    }

    @Test
    void folderNamedAsTheConfiguration_doesNotCount() throws IOException {
        Files.createDirectory(project.resolve(".luaurc"));
        assertThat(RootFolder.of(scripts.resolve("main.luau"))).isEqualTo(scripts);
    }

    @Test
    void initFile_isInTheFolderAboveItsOwn() throws IOException {
        configure(scripts);
        assertThat(RootFolder.of(scripts.resolve("init.luau"))).isEqualTo(project);
        assertThat(RootFolder.of(scripts.resolve("init.lua"))).isEqualTo(project);
        configure(folder);
        assertThat(RootFolder.of(scripts.resolve("init.luau"))).isEqualTo(folder);
    }

    @Test
    void relativeScript_hasAnAbsoluteRoot() {
        assertThat(RootFolder.of(Path.of("main.luau"))).isAbsolute().isNormalized();
    }

    @Test
    void topmostFolder_isItsOwnHolder() {
        Path top = folder.getRoot();
        assertThat(RootFolder.of(top.resolve("init.luau"))).isEqualTo(top);
    }
}
