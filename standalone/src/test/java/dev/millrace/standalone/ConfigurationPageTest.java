package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void listsEverySettingWithItsDefaultAndMeaning() throws IOException {
        String wanted = ConfigurationPage.of(SettingsLoader.ofProcess().reference());
        if (Boolean.getBoolean("millrace.docs.write")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(PAGE)
                .as("docs/configuration.md; `./mvnw -pl standalone test -Dtest=ConfigurationPageTest"
                        + " -Dmillrace.docs.write=true` makes it anew")
                .hasContent(wanted);
    }
}
