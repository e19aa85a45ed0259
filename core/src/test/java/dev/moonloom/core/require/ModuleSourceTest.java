package dev.moonloom.core.require;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sources that are no folder: a class path, and texts. */
final class ModuleSourceTest {
    private static final String PREFIX = "dev/moonloom/core/require/modules";

    private static final String MISSING = "error requiring module \"%s\": could not resolve child component \"%s\"";

    private static ModuleResolver resources() {
        return new ModuleResolver(ModuleSource.ofClassPath(loader(), PREFIX));
    }

    private static ClassLoader loader() {
        return ModuleSourceTest.class.getClassLoader();
    }

    @Test
    void resources_areFoundBelowThePrefix() throws IOException {
        assertThat(resources().resolve("main.luau", "./a").path()).isEqualTo("a.luau");
        assertThat(resources().resolve("main.luau", "./a").text()).asString(UTF_8)
                .isEqualToIgnoringNewLines("return \"a\"");
        assertThat(resources().resolve("main.luau", "./lib").path()).isEqualTo("lib/init.luau");
        assertThat(resources().resolve("a.luau", "@library").path()).isEqualTo("lib/init.luau");
        assertThat(Trees.resolve(resources(), "main.luau", "./none")).isEqualTo(MISSING.formatted("./none", "none"));
        assertThat(Trees.resolve(resources(), "main.luau", "./line\nbreak"))
                .isEqualTo(MISSING.formatted("./line\nbreak", "line\nbreak"));
    }

    @Test
    void resourcesOutsideThePrefix_areRefused() {
        assertThat(loader().getResource(PREFIX + "/../outside.luau")).as("what could be reached").isNotNull();
        assertThat(Trees.resolve(resources(), "main.luau", "../outside")).endsWith("(outside the root)");
        assertThat(Trees.resolve(resources(), "main.luau", "./%2e%2e/outside"))
                .isEqualTo(MISSING.formatted("./%2e%2e/outside", "outside"));
        ModuleSource source = ModuleSource.ofClassPath(loader(), PREFIX);
        assertThatIllegalArgumentException().isThrownBy(() -> source.read("../outside.luau"));
        assertThatIllegalArgumentException().isThrownBy(() -> source.read("/outside.luau"));
    }

    @Test
    void emptyPrefix_isTheWholeClassPath() throws IOException {
        assertThat(ModuleSource.ofClassPath(loader(), "").read(PREFIX + "/a.luau")).isNotNull();
        assertThat(ModuleSource.ofClassPath(loader(), PREFIX).pathOf("/" + PREFIX + "/a.luau")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/scripts", "scripts/", "../scripts", "a//b", "."})
    void prefixThatIsNotNormalised_isRefused(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> ModuleSource.ofClassPath(loader(), prefix));
    }

    @Test
    void jar_isAClassPathToo(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("scripts.jar");
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            Files.createDirectories(zip.getPath("scripts/lib"));
            Files.writeString(zip.getPath("scripts/lib/init.luau"), "return 'lib'");
            Files.writeString(zip.getPath("outside.luau"), "return 'outside'");
        }
        try (var loader = new URLClassLoader(new URL[]{jar.toUri().toURL()}, null)) {
            var resolver = new ModuleResolver(ModuleSource.ofClassPath(loader, "scripts"));
            assertThat(resolver.resolve("main.luau", "./lib").text()).asString(UTF_8).isEqualTo("return 'lib'");
            assertThat(Trees.resolve(resolver, "main.luau", "../outside")).endsWith("(outside the root)");
            assertThat(Trees.resolve(resolver, "main.luau", "./outside"))
                    .isEqualTo(MISSING.formatted("./outside", "outside"));
        }
    }

    @Test
    void texts_areFoundByTheirPaths() throws IOException {
        ModuleSource source = ModuleSource.ofTexts(Map.of("lib/x.luau", "return 1"));
        assertThat(source.read("lib/x.luau")).hasToString("lib/x.luau");
        assertThat(source.read("lib")).isNull();
        assertThat(source.folder("lib")).isEqualTo(ModuleSource.Folder.PRESENT);
        assertThat(source.folder("lib/x.luau")).isEqualTo(ModuleSource.Folder.ABSENT);
        assertThat(source.pathOf("/lib/x.luau")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a.luau", "./a.luau", "../a.luau", "lib//a.luau", "lib/"})
    void textThatCouldNeverBeFound_isRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> ModuleSource.ofTexts(Map.of(path, "")))
                .withMessage("not a normalised path: \"" + path + "\"");
    }
}
