package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartFailureTest {

    private static final Path DATA = Path.of("/somewhere/data");
    private static final Path LOG = Path.of("/somewhere/logs/opensearch.log");

    @Test
    void aTakenPortIsNamedWithTheFlagThatChoosesAnother() {
        assertThat(StartFailure.portTaken(NodeKind.KAFKA, 9092))
                .isEqualTo("Port 9092 is taken by another process: stop it or choose another with --kafka-port");
        assertThat(sentence("2026 ERROR [main] BindHttpException[Failed to bind to 127.0.0.1:9200]"))
                .contains("Port 9200 is taken", "--opensearch-port");
    }

    @Test
    void aFullDiskIsNamedWithFolderAndBytes() {
        assertThat(StartFailure.diskFull(DATA, 5, 1_073_741_824))
                .contains(DATA.toString(), "5 bytes are free", "1073741824 are needed", "--data");
        assertThat(sentence("java.io.IOException: No space left on device"))
                .contains("disk of /somewhere/data is full", "free some space");
        assertThat(StartFailure.of(DATA, new IOException("No space left on device")))
                .contains("is full");
    }

    @Test
    void aDirectoryOfAnotherVersionIsNamedWithTheWayOn() {
        assertThat(sentence("cannot upgrade a node from version [2.1.0] directly to version [3.5.0]"))
                .contains("too old", "--data");
        assertThat(sentence("cannot downgrade a node from version [4.0.0] to version [3.5.0]"))
                .contains("too new", "newer Millrace");
        assertThat(StartFailure.tooOld(NodeKind.KAFKA, DATA, Optional.of(new DataFormat(0, "2.8.0"))))
                .contains("an older Millrace (Kafka 2.8.0, layout 0)");
    }

    @Test
    void aDirectoryInUseIsNamedWithItsOwner() {
        assertThat(StartFailure.inUse(DATA, "123\n")).contains("in use by another running Millrace (process 123)");
        assertThat(sentence("KafkaException: Failed to acquire lock on file .lock in /somewhere/data"))
                .contains("in use by another running Millrace");
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsNamedWithTheUser() {
        assertThat(StartFailure.of(DATA, new AccessDeniedException(DATA.toString())))
                .contains("is not writable for user " + System.getProperty("user.name"));
    }

    @Test
    void anyOtherReasonIsTheLastErrorAndTheNameOfTheLog() {
        assertThat(sentence(
                        "2026 ERROR [main] first", "2026 ERROR [main] bad setting", "\tat some.Class", "2026 INFO bye"))
                .isEqualTo("OpenSearch ended while it was starting: 2026 ERROR [main] bad setting (see " + LOG + ")");
        assertThat(sentence()).contains("it wrote nothing", LOG.toString());
    }

    @Test
    void theFlagAboutMemoryInTheListOfArgumentsIsNoFailure() {
        assertThat(sentence("JVM arguments [-XX:+ExitOnOutOfMemoryError]")).doesNotContain("memory it needs");
        assertThat(sentence("Terminating due to java.lang.OutOfMemoryError: Java heap space"))
                .contains("memory it needs");
    }

    private static String sentence(String... lines) {
        return StartFailure.of(NodeKind.OPENSEARCH, 9200, DATA, LOG, List.of(lines));
    }
}
