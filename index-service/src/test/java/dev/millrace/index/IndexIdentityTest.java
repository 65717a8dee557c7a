package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.core.opensearch.OpenSearchConnection;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class IndexIdentityTest {

    @Test
    void anOpenSearchThatIsAwayIsNoOtherIndexAndShowsAlsoWhileNothingIsWritten() throws Exception {
        Settings settings = new SettingsLoader(Map.of(), new Properties())
                .load(null, Map.of("millrace.opensearch.url", "http://127.0.0.1:1"));
        Patience patience =
                new Patience(IndexConfig.from(settings).retry(), RandomGenerator.getDefault(), Thread::sleep);
        try (OpenSearchConnection connection = OpenSearchConnection.open(OpenSearchConfig.from(settings))) {
            IndexIdentity identity = new IndexIdentity(
                    new OpenSearchCalls(connection.client(), patience),
                    new IndexNames("any"),
                    () -> {
                        throw new AssertionError("nothing is to be put in place");
                    },
                    InstantSource.system());

            assertThat(identity.current()).isEmpty();
            assertThat(patience.waitingFor()).isPresent();
            assertThat(patience.pauses()).isZero();
        }
    }
}
