package dev.millrace.embedded;

import static dev.millrace.embedded.DataFormat.Verdict.TOO_NEW;
import static dev.millrace.embedded.DataFormat.Verdict.TOO_OLD;
import static dev.millrace.embedded.DataFormat.Verdict.USABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFormatTest {

    private static final DataFormat MINE = new DataFormat(1, "3.5.0");

    @Test
    void dataOfTheSameOrThePreviousMajorVersionIsUsable() {
        assertThat(MINE.readBy(MINE)).isEqualTo(USABLE);
        assertThat(new DataFormat(1, "3.0.1").readBy(MINE)).isEqualTo(USABLE);
        assertThat(new DataFormat(1, "2.19.0").readBy(MINE)).isEqualTo(USABLE);
    }

    @Test
    void olderDataIsTooOld() {
        assertThat(new DataFormat(1, "1.3.0").readBy(MINE)).isEqualTo(TOO_OLD);
        assertThat(new DataFormat(0, "3.5.0").readBy(MINE)).isEqualTo(TOO_OLD);
    }

    @Test
    void newerDataIsTooNew() {
        assertThat(new DataFormat(1, "3.10.0").readBy(MINE)).isEqualTo(TOO_NEW);
        assertThat(new DataFormat(2, "3.5.0").readBy(MINE)).isEqualTo(TOO_NEW);
    }

    @Test
    void theFileKeepsTheVersionsOfBothNodes(@TempDir Path directory) throws IOException {
        FormatFile file = new FormatFile(directory);
        assertThat(file.read(NodeKind.KAFKA)).isEmpty();

        file.write(NodeKind.OPENSEARCH, MINE);
        file.write(NodeKind.KAFKA, new DataFormat(1, "4.3.1"));

        assertThat(file.read(NodeKind.OPENSEARCH)).contains(MINE);
        assertThat(file.read(NodeKind.KAFKA)).contains(new DataFormat(1, "4.3.1"));
    }
}
