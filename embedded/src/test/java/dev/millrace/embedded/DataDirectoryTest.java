package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path data;

    @Test
    void oneSystemAtATimeHasTheDirectory() throws Exception {
        try (DataDirectory first = open("3.5.0")) {
            assertThat(first.folder()).isDirectory();
            assertThatThrownBy(() -> open("3.5.0"))
                    .isInstanceOf(EmbeddedStackException.class)
                    .hasMessageContaining("in use by another running Millrace (process "
                            + ProcessHandle.current().pid() + ")");
        }
        open("3.5.0").close();
    }

    @Test
    void aDirectoryOfAnOlderVersionIsRefusedAndNotChanged() throws Exception {
        open("1.3.0").close();
        assertThatThrownBy(() -> open("3.5.0"))
                .isInstanceOf(EmbeddedStackException.class)
                .hasMessageContaining("older Millrace (OpenSearch 1.3.0, layout 1), too old to be read");
        open("1.3.0").close();
    }

    @Test
    void dataWithoutAFormatIsTooOld() throws IOException {
        Files.createDirectories(data.resolve("opensearch").resolve("data"));
        assertThatThrownBy(() -> open("3.5.0"))
                .isInstanceOf(EmbeddedStackException.class)
                .hasMessageContaining("too old to be read");
    }

    @Test
    void aFileInItsPlaceIsRefusedWithTheFix() throws IOException {
        Files.writeString(data.resolve("opensearch"), "");
        assertThatThrownBy(() -> open("3.5.0"))
                .isInstanceOf(EmbeddedStackException.class)
                .hasMessageContaining("choose another with --data");
    }

    private DataDirectory open(String version) throws InterruptedException {
        return DataDirectory.open(NodeKind.OPENSEARCH, data, version);
    }
}
