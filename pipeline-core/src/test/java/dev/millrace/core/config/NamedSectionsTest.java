package dev.millrace.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedSectionsTest {

    @TempDir
    private Path folder;

    @Test
    void eachNamedSectionHasTheDefaultsThatItDoesNotSet() throws IOException {
        Settings settings = load("""
                millrace.test.things { a { folder = /a }, "b.c" { folder = /b, max-size = 7 } }
                """, Map.of(), Map.of(), Map.of());

        assertThat(settings.sections("test.things")).containsOnlyKeys("a", "b.c");
        assertThat(size(settings, "a")).isEqualTo(1);
        assertThat(size(settings, "b.c")).isEqualTo(7);
    }

    @Test
    void thereAreNoneUnlessTheUserMakesOne() throws IOException {
        assertThat(load("", Map.of(), Map.of(), Map.of()).sections("test.things"))
                .isEmpty();
    }

    @Test
    void aVariableMakesOneInLowerCaseWithHyphens() throws IOException {
        Settings settings = load(
                "",
                Map.of("MILLRACE_TEST_THINGS_MY_DOCS_FOLDER", "/x", "MILLRACE_TEST_THINGS_MY_DOCS_MAX_SIZE", "3"),
                Map.of(),
                Map.of());

        assertThat(settings.sections("test.things")).containsOnlyKeys("my-docs");
        assertThat(size(settings, "my-docs")).isEqualTo(3);
    }

    @Test
    void aVariableIsMeantForTheSectionOfThatNameInTheFile() throws IOException {
        Settings settings = load(
                "millrace.test.things { My_Docs { folder = /a } }",
                Map.of("MILLRACE_TEST_THINGS_MY_DOCS_MAX_SIZE", "3"),
                Map.of(),
                Map.of());

        assertThat(settings.sections("test.things")).containsOnlyKeys("My_Docs");
        assertThat(size(settings, "My_Docs")).isEqualTo(3);
    }

    @Test
    void theStrongerSourceWinsHereToo() throws IOException {
        String file = "millrace.test.things.a.max-size = 1";
        Map<String, String> environment = Map.of("MILLRACE_TEST_THINGS_A_MAX_SIZE", "2");
        Map<String, String> properties = Map.of("millrace.test.things.a.max-size", "3");

        assertThat(size(load(file, environment, Map.of(), Map.of()), "a")).isEqualTo(2);
        assertThat(size(load(file, environment, properties, Map.of()), "a")).isEqualTo(3);
        assertThat(size(load(file, environment, properties, Map.of("millrace.test.things.a.max-size", "4")), "a"))
                .isEqualTo(4);
    }

    @Test
    void anUnknownKeyIsRefusedWithThoseThereAre() {
        assertRefused("millrace.test.things.a.foldr = 1", "things.a.foldr", "has folder, max-size");
        assertRefused("millrace.test.things.NAME.folder = 1", "NAME stands for a name of your choice");
        assertRefused("millrace.test.things.a = 1", "things.a");
        assertRefused("millrace.test.things.a.b.folder = 1", "things.a.b.folder");
    }

    @Test
    void credentialsAreRefusedWithTheirPlace() {
        assertRefused("millrace.test.things.a.secret-key = x", "AWS default chain");
        assertRefused("millrace.test.things.a.access-key-id = x", "AWS default chain");
        assertThatThrownBy(() -> load("", Map.of("MILLRACE_TEST_THINGS_A_SECRET_KEY", "x"), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("AWS default chain");
    }

    @Test
    void aVariableThatEndsInNoKeyIsRefused() {
        assertThatThrownBy(() -> load("", Map.of("MILLRACE_TEST_THINGS_A_FOLDR", "x"), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("MILLRACE_TEST_THINGS_A_FOLDR")
                .hasMessageContaining("_FOLDER");
    }

    private void assertRefused(String file, String... saying) {
        assertThatThrownBy(() -> load(file, Map.of(), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(saying);
    }

    private static int size(Settings settings, String name) {
        Settings section = settings.sections("test.things").get(name);
        return section.integer("max-size", 0, 100);
    }

    private Settings load(
            String content,
            Map<String, String> environment,
            Map<String, String> properties,
            Map<String, String> overrides)
            throws IOException {
        Properties systemProperties = new Properties();
        systemProperties.putAll(properties);
        Path file = Files.writeString(folder.resolve("test.conf"), content);
        return new SettingsLoader(environment, systemProperties).load(file, overrides);
    }
}
