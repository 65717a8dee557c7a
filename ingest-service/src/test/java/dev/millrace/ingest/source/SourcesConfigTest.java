package dev.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.SettingsLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesConfigTest {

    @TempDir
    private Path folder;

    @Test
    void severalFoldersAndBucketsAreWatchedAtOnce() throws IOException {
        List<SourceConfig> sources = read("""
                inbox { folder = /in }
                contracts { bucket = contracts, prefix = "2026/" }
                scans { bucket = scans, endpoint = "http://localhost:9000", listing-interval = 10s, max-missing-count = 7 }
                """);

        assertThat(sources).extracting(SourceConfig::name).containsExactly("contracts", "inbox", "scans");
        assertThat(sources.getFirst())
                .isEqualTo(new SourceConfig(
                        "contracts",
                        new Place.Bucket("contracts", Optional.empty(), Optional.empty(), false, "2026/"),
                        Duration.ofMinutes(1),
                        new DeletionLimits(0.15, 500)));
        assertThat(sources.getLast())
                .isEqualTo(new SourceConfig(
                        "scans",
                        new Place.Bucket(
                                "scans", Optional.of(URI.create("http://localhost:9000")), Optional.empty(), true, ""),
                        Duration.ofSeconds(10),
                        new DeletionLimits(0.15, 7)));
    }

    @Test
    void aBucketIsConfiguredByVariablesAlone() {
        Map<String, String> environment = Map.of(
                "MILLRACE_INGEST_SOURCES_BUCKET_BUCKET", "documents",
                "MILLRACE_INGEST_SOURCES_BUCKET_ENDPOINT", "http://s3:80",
                "MILLRACE_INGEST_SOURCES_INBOX_FOLDER", "/inbox");

        List<SourceConfig> sources = SourcesConfig.from(new SettingsLoader(environment, new Properties())
                .load(null, Map.of())
                .at("ingest"));

        assertThat(sources).extracting(SourceConfig::name).containsExactly("bucket", "inbox");
    }

    @Test
    void aSourceIsEitherAFolderOrABucket() {
        assertRefused("a { folder = /a, bucket = abc }", "a.folder", "one of the two");
        assertRefused("a { settle = 1s }", "a.folder", "one of the two");
        assertRefused("a { folder = /a, region = eu-west-1 }", "a.region", "is for buckets");
    }

    @Test
    void sourcesThatOverlapAreRefused() {
        assertRefused("a { folder = /in }, b { folder = /in/b }", "sources.a and millrace.ingest.sources.b overlap");
        assertRefused("a { folder = /in }, b { folder = /x/../in }", "overlap");
        assertRefused("a { bucket = one }, b { bucket = one, prefix = x }", "overlap");
        assertRefused("a { bucket = one, prefix = xy }, b { bucket = one, prefix = x }", "overlap");
    }

    @Test
    void sourcesSideBySideAreFine() throws IOException {
        assertThat(read("a { folder = /in }, b { folder = /in2 }")).hasSize(2);
        assertThat(read("a { bucket = one, prefix = x }, b { bucket = one, prefix = y }"))
                .hasSize(2);
    }

    @Test
    void credentialsAreRefused() {
        assertRefused("a { bucket = abc, secret-key = x }", "AWS default chain");
        assertRefused("a { bucket = abc, endpoint = \"http://me:secret@localhost:9000\" }", "AWS default chain");
    }

    @Test
    void aNameThatWouldMakeIdsAmbiguousIsRefused() {
        assertRefused("\"a:b\" { folder = /a }", "letters, digits, dots");
    }

    private void assertRefused(String sources, String... saying) {
        assertThatThrownBy(() -> read(sources))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(saying)
                .hasMessageNotContaining("me:secret");
    }

    private List<SourceConfig> read(String sources) throws IOException {
        Path file = Files.writeString(folder.resolve("test.conf"), "millrace.ingest.sources {\n" + sources + "\n}\n");
        return SourcesConfig.from(new SettingsLoader(Map.of(), new Properties())
                .load(file, Map.of())
                .at("ingest"));
    }
}
