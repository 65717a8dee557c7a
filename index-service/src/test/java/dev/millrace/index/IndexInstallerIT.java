package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.core.opensearch.OpenSearchConnection;
import dev.millrace.embedded.testing.TestStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexInstallerIT {

    private final IndexNames names =
            new IndexNames("i" + UUID.randomUUID().toString().substring(0, 8));
    private OpenSearchConnection connection;
    private OpenSearchCalls calls;
    private IndexInstaller installer;

    @BeforeEach
    void connect() throws InterruptedException {
        Settings settings = new SettingsLoader(Map.of(), new Properties())
                .load(
                        null,
                        Map.of("millrace.opensearch.url", TestStack.openSearch().toString()));
        IndexConfig config = IndexConfig.from(settings);
        connection = OpenSearchConnection.open(OpenSearchConfig.from(settings));
        calls = new OpenSearchCalls(
                connection.client(), new Patience(config.retry(), RandomGenerator.getDefault(), Thread::sleep));
        installer = new IndexInstaller(calls, names, config.shape());
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void installingAgainKeepsTheIndexAndWhatItRemembers() throws Exception {
        installer.install();
        new IndexModelStore(calls, names).write("model-a");
        String before = get("/" + names.firstIndex());
        installer.install();
        assertThat(get("/" + names.firstIndex())).isEqualTo(before);
        assertThat(new IndexModelStore(calls, names).read()).contains("model-a");
    }

    @Test
    void manyReplicasInstallAtOnce() throws Exception {
        try (ExecutorService replicas = Executors.newFixedThreadPool(6)) {
            List<Future<?>> installs = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                installs.add(replicas.submit(() -> {
                    installer.install();
                    return null;
                }));
            }
            for (Future<?> install : installs) {
                install.get();
            }
        }
        assertThat(get("/_alias/" + names.alias())).contains(names.firstIndex());
    }

    @Test
    void theIndexIsShapedAsTheTemplateSays() throws Exception {
        installer.install();
        JsonNode index =
                new ObjectMapper().readTree(get("/" + names.firstIndex())).path(names.firstIndex());
        JsonNode settings = index.path("settings").path("index");
        assertThat(settings.path("knn").asText()).isEqualTo("true");
        assertThat(settings.path("refresh_interval").asText()).isEqualTo("30000ms");
        assertThat(settings.path("similarity").path("default").path("type").asText())
                .isEqualTo("BM25");
        assertThat(settings.path("similarity").path("default").path("k1").asDouble())
                .isEqualTo(0.9);
        assertThat(index.path("mappings")
                        .path("properties")
                        .path("text")
                        .path("analyzer")
                        .asText())
                .isEqualTo("english");
        assertThat(index.path("mappings").path("dynamic").asText()).isEqualTo("strict");
        JsonNode embedding = index.path("mappings").path("properties").path("embedding");
        assertThat(embedding.path("dimension").asInt()).isEqualTo(384);
        assertThat(embedding.path("method").path("engine").asText()).isEqualTo("lucene");
        assertThat(index.path("aliases").path(names.alias()).path("filter").toString())
                .contains("removed");
    }

    @Test
    void anIndexInTheAliasesPlaceIsNamed() throws Exception {
        calls.patiently(OpenSearchCalls.put("/" + names.alias(), "{}"));
        assertThatThrownBy(installer::install)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(names.alias())
                .hasMessageContaining("remove what stands in the way");
    }

    private String get(String path) throws InterruptedException {
        return calls.patiently(OpenSearchCalls.get(path, Map.of())).body();
    }
}
