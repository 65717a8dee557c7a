package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the images are built from, which is less than the checkout. */
class ImageBuildTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^/<]+)");

    @Test
    void mavenFindsEveryModule() throws IOException {
        List<String> sent = Files.readAllLines(ROOT.resolve(".dockerignore"));

        List<String> modules = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();

        assertThat(modules)
                .isNotEmpty()
                .allSatisfy(module -> assertThat(sent).containsAnyOf("!" + module, "!" + module + "/pom.xml"));
    }
}
