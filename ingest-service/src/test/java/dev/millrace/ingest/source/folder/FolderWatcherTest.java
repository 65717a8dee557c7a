package dev.millrace.ingest.source.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.core.service.Failpoint;
import dev.millrace.core.service.Health;
import dev.millrace.ingest.document.ReferenceCodec;
import dev.millrace.ingest.source.DeletionLimits;
import dev.millrace.ingest.source.Place;
import dev.millrace.ingest.source.ReferencePublisher;
import dev.millrace.ingest.source.Room;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourceMetrics;
import dev.millrace.ingest.source.Watching;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
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
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
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

    @Test
    void aDisappearanceCarriesTheReferenceSoThatIngestLooksAgain() throws IOException {
        Path file = Files.writeString(inbox.resolve("note.txt"), "one");
        watch(Map.of());
        awaitPublished("inbox:note.txt");

        Files.delete(file);
        await().atMost(SOON).until(() -> disappearances() == 1);

        Headers headers = records("inbox:note.txt").getLast().headers();
        assertThat(new String(headers.lastHeader("content-type").value(), UTF_8))
                .isEqualTo(ReferenceCodec.CONTENT_TYPE);
        assertThat(new String(headers.lastHeader("source-uri").value(), UTF_8))
                .isEqualTo(file.toUri().toString());
    }

    @Test
    void whatWentMeanwhileIsHeldWhenItIsTooMuchUntilItIsConfirmed() throws IOException {
        Files.writeString(inbox.resolve("left.txt"), "left");
        Map<String, String> known = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            known.put("inbox:gone-" + i + ".txt", "1-1-1");
        }
        long before = System.currentTimeMillis();

        watch(known);
        awaitPublished("inbox:left.txt");

        assertThat(held()).isEqualTo(20);
        assertThat(disappearances()).isZero();

        watcher.confirmDeletions(20, before - 1);
        watcher.confirmDeletions(19, System.currentTimeMillis());
        Files.writeString(inbox.resolve("later.txt"), "later");
        awaitPublished("inbox:later.txt");
        assertThat(disappearances()).as("confirmed too early, or fewer").isZero();

        watcher.confirmDeletions(20, System.currentTimeMillis());
        await().atMost(SOON).until(() -> disappearances() == 20);
        assertThat(held()).isZero();
    }

    @Test
    void aBurstOfDeletionsIsHeldToo() throws IOException {
        Files.createDirectories(inbox.resolve("all"));
        for (int i = 0; i < 20; i++) {
            Files.writeString(inbox.resolve("all/" + i + ".txt"), "text");
        }
        watch(Map.of());
        await().atMost(SOON).until(() -> producer.history().size() == 20);

        for (int i = 0; i < 20; i++) {
            Files.delete(inbox.resolve("all/" + i + ".txt"));
        }

        await().atMost(SOON).until(() -> held() > 0);
        assertThat(disappearances()).isLessThanOrEqualTo(5);
    }

    private void watch(Map<String, String> known) {
        watch(known, Duration.ofMinutes(5));
    }

    private void watch(Map<String, String> known, Duration listingInterval) {
        Place.Folder folder = new Place.Folder(inbox, Duration.ofMillis(100));
        SourceConfig config = new SourceConfig("inbox", folder, listingInterval, new DeletionLimits(0.15, 5));
        watcher = new FolderWatcher(
                config,
                folder,
                new Watching(
                        () -> known,
                        new ReferencePublisher(producer, "documents"),
                        Room.UNBOUNDED,
                        new SourceMetrics(registry, "inbox", Clock.systemUTC()),
                        Clock.systemUTC(),
                        Failpoint.ofProcess()));
        watcher.start();
        await().atMost(SOON).until(() -> watcher.health() instanceof Health.Ready);
    }

    private double held() {
        return registry.get("millrace.source.held.deletions").gauge().value();
    }

    private long disappearances() {
        return producer.history().stream()
                .filter(record -> record.value() == null)
                .count();
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
