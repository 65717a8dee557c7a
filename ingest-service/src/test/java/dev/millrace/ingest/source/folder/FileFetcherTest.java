package dev.millrace.ingest.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.ingest.parse.DocumentSource;
import dev.millrace.ingest.source.Fetched;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFetcherTest {

    @TempDir
    private Path inbox;

    private FileFetcher fetcher;

    @BeforeEach
    void create() {
        fetcher = new FileFetcher(new FolderSource("inbox", inbox), 100);
    }

    @Test
    void aFileBelowTheFolderIsRead() throws IOException {
        Path file = Files.writeString(inbox.resolve("a b%2F+ü.txt"), "hello");

        Fetched fetched = fetcher.fetch(file.toUri()).orElseThrow();

        assertThat(fetched).isInstanceOfSatisfying(Fetched.Present.class, present -> {
            assertThat(present.attributes().filename()).isEqualTo("a b%2F+ü.txt");
            assertThat(present.content())
                    .isInstanceOfSatisfying(
                            DocumentSource.InMemory.class,
                            memory -> assertThat(memory.bytes()).asString().isEqualTo("hello"));
        });
    }

    @Test
    void aMissingFileIsGone() throws IOException {
        assertThat(fetcher.fetch(inbox.resolve("no/such.txt").toUri())).contains(new Fetched.Gone());
    }

    @Test
    void nothingOutsideTheFolderIsRead(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(inbox.resolve("link.txt"), secret);
        Files.createSymbolicLink(inbox.resolve("folder"), elsewhere);

        assertNotFetched(secret.toUri());
        assertNotFetched(URI.create(inbox.toUri() + "../" + elsewhere.getFileName() + "/secret.txt"));
        assertNotFetched(URI.create(inbox.toUri() + "%2e%2e/" + elsewhere.getFileName() + "/secret.txt"));
        assertNotFetched(URI.create(inbox.toUri() + "link.txt"));
        assertNotFetched(URI.create(inbox.toUri() + "folder/secret.txt"));
        assertNotFetched(URI.create("http://localhost/secret.txt"));
        assertNotFetched(URI.create("relative.txt"));
    }

    @Test
    void aFileAboveTheLimitIsRefusedWithTheLimitsName() throws IOException {
        Path file = Files.writeString(inbox.resolve("big.txt"), "x".repeat(101));

        assertThat(fetcher.fetch(file.toUri()).orElseThrow()).isInstanceOfSatisfying(Fetched.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(refused.message()).contains("ingest.max-file-size");
        });
    }

    private void assertNotFetched(URI uri) throws IOException {
        assertThat(fetcher.fetch(uri)).as(uri.toString()).isEmpty();
    }
}
