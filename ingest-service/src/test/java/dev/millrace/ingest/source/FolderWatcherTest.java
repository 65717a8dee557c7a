package dev.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Health;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatcherTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path inbox;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private FolderWatcher watcher;

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void aFileThatWasThereBeforeIsPublished() throws IOException {
        Files.writeString(inbox.resolve("old.txt"), "old");

        watch(Map.of());

        awaitPublished("inbox:old.txt");
    }

    @Test
    void aFileDroppedIntoANewSubfolderIsPublished() throws IOException {
        watch(Map.of());

        Files.createDirectories(inbox.resolve("a/b"));
        Files.writeString(inbox.resolve("a/b/new.txt"), "new");

        awaitPublished("inbox:a/b/new.txt");
    }

    @Test
    void anEditAndADeletionArePublished() throws IOException {
        Path file = Files.writeString(inbox.resolve("note.txt"), "one");
        watch(Map.of());
        awaitPublished("inbox:note.txt");

        Files.writeString(file, "one and two");
        await().atMost(SOON).until(() -> records("inbox:note.txt").size() == 2);

        Files.delete(file);
        await().atMost(SOON).until(() -> records("inbox:note.txt").size() == 3);
        assertThat(records("inbox:note.txt").getLast().value()).isNull();
    }

    @Test
    void aRenamedFolderMovesItsDocuments() throws IOException {
        Files.createDirectories(inbox.resolve("draft"));
        Files.writeString(inbox.resolve("draft/a.txt"), "a");
        watch(Map.of());
        awaitPublished("inbox:draft/a.txt");

        Files.move(inbox.resolve("draft"), inbox.resolve("final"));

        awaitPublished("inbox:final/a.txt");
        await().atMost(SOON).until(() -> records("inbox:draft/a.txt").getLast().value() == null);
    }

    @Test
    void whatTheLedgerKnowsIsNotPublishedAgainAndWhatWentMeanwhileIsDeleted() throws IOException {
        Path known = Files.writeString(inbox.resolve("known.txt"), "known");
        Files.writeString(inbox.resolve("changed.txt"), "changed");

        watch(Map.of(
                "inbox:known.txt", FileVersion.of(known).text(),
                "inbox:changed.txt", "7-1-1",
                "inbox:gone.txt", "5-1-1"));

        awaitPublished("inbox:changed.txt");
        awaitPublished("inbox:gone.txt");
        assertThat(records("inbox:gone.txt").getLast().value()).isNull();
        assertThat(records("inbox:known.txt")).isEmpty();
    }

    @Test
    void aFileIsNotReadWhileItIsBeingWritten() throws IOException {
        watch(Map.of());
        Path slow = inbox.resolve("slow.txt");

        try (OutputStream output = Files.newOutputStream(slow)) {
            output.write("first half".getBytes(UTF_8));
            output.flush();
            Files.writeString(inbox.resolve("quick.txt"), "quick");
            awaitPublished("inbox:quick.txt");
            assertThat(records("inbox:slow.txt")).isEmpty();
            output.write(", second half".getBytes(UTF_8));
        }

        awaitPublished("inbox:slow.txt");
        String reference = new String(records("inbox:slow.txt").getFirst().value(), UTF_8);
        assertThat(reference).contains("\"version\":\"" + FileVersion.of(slow).text() + "\"");
    }

    @Test
    void savingByRenamingOverTheOldFilePublishesNoDeletion() throws IOException {
        Path file = Files.writeString(inbox.resolve("note.txt"), "one");
        watch(Map.of());
        awaitPublished("inbox:note.txt");

        Path temporary = Files.writeString(inbox.resolve(".note.txt.tmp"), "two");
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);

        await().atMost(SOON).until(() -> records("inbox:note.txt").size() == 2);
        assertThat(records("inbox:note.txt").getLast().value()).isNotNull();
    }

    @Test
    void hiddenFilesAndLinksAreLeftAlone(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(inbox.resolve("link.txt"), secret);
        Files.writeString(inbox.resolve(".hidden"), "hidden");
        Files.writeString(inbox.resolve("plain.txt"), "plain");

        watch(Map.of());

        awaitPublished("inbox:plain.txt");
        assertThat(producer.history()).hasSize(1);
    }

    private void watch(Map<String, String> known) {
        FolderConfig config =
                new FolderConfig(new FolderSource("inbox", inbox), Duration.ofMillis(100), Duration.ofMinutes(5));
        watcher = new FolderWatcher(config, () -> known, producer, "documents", Failpoint.ofProcess());
        watcher.start();
        await().atMost(SOON).until(() -> watcher.health() instanceof Health.Ready);
    }

    private void awaitPublished(String documentId) {
        await().atMost(SOON).until(() -> !records(documentId).isEmpty());
    }

    private List<ProducerRecord<byte[], byte[]>> records(String documentId) {
        return producer.history().stream()
                .filter(record -> documentId.equals(new String(record.key(), UTF_8)))
                .toList();
    }
}
