package dev.moonloom.core.require;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A root in a folder that also holds what must not be reached. */
final class FolderSourceTest {
    @TempDir
    private Path folder;
    private Path root;
    private ModuleResolver resolver;

    @BeforeEach
    void makeTree() throws IOException {
        root = folder.resolve("root");
        write("root/a.luau", "return 'a'");
        write("root/lib/init.luau", "return 'lib'");
        write("root/lib/x.luau", "return 'x'");
        write("secret.luau", "return 'secret'");
        write("rootless/secret.luau", "return 'secret'");
        resolver = new ModuleResolver(ModuleSource.ofFolder(root));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void link(String path, Path target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), target);
    }

    private String resolve(String path) {
        return Trees.resolve(resolver, "main.luau", path);
    }

    @Test
    void files_areFound() throws IOException {
        assertThat(resolve("./a")).isEqualTo("a.luau");
        assertThat(resolve("./lib")).isEqualTo("lib/init.luau");
        assertThat(resolver.resolve("lib/init.luau", "@self/x").text()).asString(UTF_8).isEqualTo("return 'x'");
        assertMissing("./none", "none");
        assertMissing("./a/x", "x");
    }

    private void assertMissing(String path, String component) {
        assertThat(resolve(path))
                .isEqualTo(Trees.refusal(path, "could not resolve child component \"" + component + "\""));
    }

    @Test
    void folderNamedAsAFile_isNoModule() throws IOException {
        write("root/folder.luau/x.luau", "");
        assertMissing("./folder", "folder");
    }

    @Test
    void root_mustBeAFolder() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ModuleSource.ofFolder(root.resolve("none")));
        assertThatExceptionOfType(NotDirectoryException.class)
                .isThrownBy(() -> ModuleSource.ofFolder(root.resolve("a.luau")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "../root/../secret", "./../secret", "./lib/../../secret", "../rootless/secret",
        "../../../../../../etc/passwd", "@self/../../secret"})
    void pathOutOfTheRoot_isRefused(String path) {
        assertThat(resolve(path)).startsWith("error requiring module \"" + path + "\": could not get parent of ")
                .endsWith(" (outside the root)");
    }

    @Test
    void source_refusesPathsOutOfTheRoot_whateverItIsAskedFor() throws IOException {
        ModuleSource source = ModuleSource.ofFolder(root);
        assertThatExceptionOfType(ModuleException.class).isThrownBy(() -> source.read("../secret.luau"));
        assertThatExceptionOfType(ModuleException.class).isThrownBy(() -> source.read("lib/../../secret.luau"));
    }

    @ParameterizedTest
    @CsvSource({"../", "../rootless", "@up"})
    void aliasOutOfTheRoot_isRefused(String target) throws IOException {
        write("root/.luaurc", "{'aliases': {'up': '../', 'out': '%s'}}".formatted(target));
        assertThat(resolve("@out/secret")).endsWith("could not get parent of requiring context (outside the root)");
    }

    @Test
    void absoluteAlias_mustLeadIntoTheRoot() throws IOException {
        write("root/.luaurc", """
                {"aliases": {"here": "%1$s", "file": "%1$s/a.luau", "module": "%1$s/lib/x", "dots": "%1$s/lib/../a",
                             "out": "%2$s/secret", "around": "%1$s/../secret", "beside": "%1$sless", "system": "/etc/passwd"}}
                """.formatted(text(root), text(folder)));
        assertThat(resolve("@here/lib")).isEqualTo("lib/init.luau");
        assertThat(resolve("@file")).isEqualTo("a.luau");
        assertThat(resolve("@module")).isEqualTo("lib/x.luau");
        assertThat(resolve("@dots")).isEqualTo("a.luau");
        assertThat(resolve("@here/../secret")).endsWith("could not get parent of requiring context (outside the root)");
        for (String alias : new String[]{"@out", "@around", "@beside/secret", "@system"}) {
            assertThat(resolve(alias)).as(alias).contains(": outside the root: \"/");
        }
    }

    private static String text(Path path) {
        return path.toString().replace('\\', '/');
    }

    @Test
    void linksWithinTheRoot_areModulesAtTheirOwnPlaces() throws IOException {
        link("linked.luau", Path.of("lib", "x.luau"));
        link("library", root.resolve("lib"));
        link("chain", Path.of("library"));
        assertThat(resolve("./linked")).isEqualTo("linked.luau");
        assertThat(resolve("./library/x")).isEqualTo("library/x.luau");
        assertThat(resolve("./chain/x")).isEqualTo("chain/x.luau");
        assertThat(resolve("./chain")).isEqualTo("chain/init.luau");
        assertThat(resolve("./chain/../a")).isEqualTo("a.luau");
    }

    @Test
    void linkOutOfTheRoot_isRefused() throws IOException {
        link("secret.luau", folder.resolve("secret.luau"));
        link("relative.luau", Path.of("..", "secret.luau"));
        link("hop.luau", Path.of("relative.luau"));
        link(".luaurc", folder.resolve("secret.luau"));
        assertLeadsOut("./secret", "secret.luau");
        assertLeadsOut("./relative", "relative.luau");
        assertLeadsOut("./hop", "hop.luau");
        assertLeadsOut("@alias", ".luaurc");
    }

    private void assertLeadsOut(String path, String link) {
        assertThat(resolve(path))
                .isEqualTo(Trees.refusal(path, "outside the root: \"" + link + "\" (by a symbolic link)"));
    }

    @Test
    void linkedFolderOutOfTheRoot_doesNotTellWhatIsThere() throws IOException {
        link("out", folder);
        link("rootless", Path.of("..", "rootless"));
        assertLeadsOut("./out/secret", "out");
        assertLeadsOut("./out/none", "out");
        assertLeadsOut("./rootless/secret", "rootless");
        assertLeadsOut("./out/root/a", "out");
        write("root/.luaurc", "{'aliases': {'out': './out'}}");
        assertLeadsOut("@out/secret", "out");
    }

    @Test
    void danglingLink_isNoModule_andARingOfLinksCannotBeRead() throws IOException {
        link("dangling.luau", Path.of("nowhere.luau"));
        link("ring.luau", Path.of("ring.luau"));
        assertMissing("./dangling", "dangling");
        assertThat(resolve("./ring")).startsWith("could not read file 'ring.luau': ");
    }

    @Test
    void wholeFileSystem_hasNothingOutside() throws IOException {
        link("secret.luau", folder.resolve("secret.luau"));
        var everywhere = new ModuleResolver(ModuleSource.ofFolder(root.getRoot()));
        String script = text(root.getRoot().relativize(root.resolve("main.luau")));
        String above = text(root.getRoot().relativize(folder));
        assertThat(Trees.resolve(everywhere, script, "./secret")).isEqualTo(above + "/root/secret.luau");
        assertThat(Trees.resolve(everywhere, script, "../secret")).isEqualTo(above + "/secret.luau");
        assertThat(Trees.resolve(everywhere, script, "./lib")).isEqualTo(above + "/root/lib/init.luau");
    }

    @Test
    void rootBehindALink_isTheSameRoot() throws IOException {
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), root);
        ModuleSource source = ModuleSource.ofFolder(alias);
        assertThat(Trees.resolve(new ModuleResolver(source), "main.luau", "./lib/x")).isEqualTo("lib/x.luau");
        assertThat(source.pathOf(alias.resolve("lib").toString())).isEqualTo("lib");
        assertThat(source.pathOf(root.toRealPath().resolve("lib").toString())).isEqualTo("lib");
        assertThat(source.pathOf(root.toRealPath().toString())).isEmpty();
        assertThat(source.pathOf(folder.toString())).isNull();
        assertThat(source.pathOf("lib")).as("not absolute").isNull();
        assertThat(source.pathOf("\0")).as("no path").isNull();
    }

    @Test
    void fileThatCannotBeRead_isNotMissing() throws IOException {
        Path file = root.resolve("a.luau");
        assumeThat(file.toFile().setReadable(false) && !Files.isReadable(file)).as("the user is kept from files")
                .isTrue();
        assertThat(resolve("./a")).isEqualTo("could not read file 'a.luau': permission denied");
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 3000})
    void nameThatIsTooLong_isRefused(int length) {
        assertThat(resolve("./" + "x".repeat(length))).matches("(?s)(could not read|error requiring module).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./ä", "./\ud800", "./a\nb", "./a:b", "./C:/a", "./CON", "./a ", "./*"})
    void strangeNames_areRefused(String path) {
        assertThat(resolve(path)).matches("(?s)(could not read|error requiring module).*");
    }
}
