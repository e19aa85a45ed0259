package dev.moonloom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What README shows is what happens: its class is compiled and run as its {@code pom.xml} says. */
final class ReadmeTest {
    /** A fenced block: its language, its text. */
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    @Test
    void program_printsWhatReadmeShows(@TempDir Path folder) throws Exception {
        String program = fenceAfter("java", "package app;");
        Path source = folder.resolve("app/Main.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, program);
        Files.writeString(folder.resolve("greet.luau"), fenceAfter("lua", "local name"));

        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-classpath", classPath(),
                "-d", folder.toString(), source.toString())).isZero();
        assertThat(printedBy(command(folder), folder)).isEqualTo(fenceAfter("", "hello, Java"));
    }

    @Test
    void pom_hasVersionsOfThisBuild() throws Exception {
        Element readme = xml(fenceAfter("xml", "<project"));
        Element parent = xml(Files.readString(Path.of("../pom.xml")));

        assertThat(child(first(readme, "dependency"), "version")).isEqualTo(child(parent, "version"));
        assertThat(child(first(readme, "properties"), "maven.compiler.release"))
                .isEqualTo(child(first(parent, "properties"), "maven.compiler.target"));
        List<Element> plugins = all(readme, "plugin");
        assertThat(plugins).hasSize(3);
        for (Element plugin : plugins) {
            assertThat(child(plugin, "version")).isEqualTo(
                    child(first(parent, "properties"), child(plugin, "artifactId") + ".version"));
        }
    }

    /** The command that the {@code pom.xml} gives, with the class path of this test. */
    private static List<String> command(Path classes) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        NodeList arguments = first(xml(fenceAfter("xml", "<project")), "arguments").getChildNodes();
        for (int i = 0; i < arguments.getLength(); i++) {
            if (arguments.item(i) instanceof Element argument) {
                command.add(argument.getTagName().equals("classpath")
                        ? classes + System.getProperty("path.separator") + classPath()
                        : argument.getTextContent());
            }
        }
        return command;
    }

    private static String printedBy(List<String> command, Path folder) throws Exception {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** The only block of README that is in a language and begins with this. */
    private static String fenceAfter(String language, String beginning) throws Exception {
        List<String> found = FENCE.matcher(Files.readString(Path.of("../README.md"))).results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .filter(text -> text.startsWith(beginning))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Element xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
    }

    private static Element first(Element within, String tag) {
        return all(within, tag).getFirst();
    }

    private static List<Element> all(Element within, String tag) {
        NodeList found = within.getElementsByTagName(tag);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** The text of a direct child. */
    private static String child(Element parent, String tag) {
        return all(parent, tag).stream().filter(element -> element.getParentNode() == parent).findFirst().orElseThrow()
                .getTextContent();
    }
}
