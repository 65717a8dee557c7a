package dev.millrace.standalone;

import dev.millrace.core.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides where a system about to be started is to be reached: a flag wins over what it was last, that over settings. */
final class SystemPlan {

    private static final int KAFKA_PORT = 9092;
    private static final int OPENSEARCH_PORT = 9200;
    /** The source that a system started here watches, and the folder of it where nothing names another. */
    static final String INBOX = "inbox";
    /** Nobody shares these consumer groups: after a crash, the next start need not wait long for what was lost. */
    private static final String SESSION_TIMEOUT_MILLIS = "10000";

    private SystemPlan() {}

    /** What the command line says. */
    record Flags(
            @Nullable Path inbox,
            @Nullable Port kafkaPort,
            @Nullable Port openSearchPort,
            @Nullable Port httpPort,
            @Nullable Path config) {}

    static SystemState of(Flags flags, Optional<SystemState> last, Settings settings) {
        Path configuredInbox =
                Path.of(settings.optionalString("ingest.sources.inbox.folder").orElse(INBOX));
        Path inbox = flags.inbox() != null
                ? flags.inbox()
                : last.map(SystemState::inbox).orElse(configuredInbox);
        SystemState state = new SystemState(
                inbox.toAbsolutePath().normalize(),
                port(flags.kafkaPort(), last.map(SystemState::kafkaPort).orElse(KAFKA_PORT)),
                port(
                        flags.openSearchPort(),
                        last.map(SystemState::openSearchPort).orElse(OPENSEARCH_PORT)),
                port(flags.httpPort(), last.map(SystemState::httpPort).orElseGet(() -> httpPort(settings))),
                Optional.ofNullable(flags.config())
                        .map(file -> file.toAbsolutePath().normalize()),
                Optional.empty());
        requireDistinct(state);
        return state;
    }

    /** Full keys and values that lead the services to a system's nodes and folders. */
    static Map<String, String> overrides(DataFolder folder, SystemState state) {
        Map<String, String> overrides = new HashMap<>();
        overrides.put("millrace.kafka.bootstrap-servers", "127.0.0.1:" + state.kafkaPort());
        overrides.put("millrace.kafka.properties.session.timeout.ms", SESSION_TIMEOUT_MILLIS);
        overrides.put("millrace.opensearch.url", "http://127.0.0.1:" + state.openSearchPort());
        overrides.put("millrace.http.host", "127.0.0.1");
        overrides.put("millrace.http.port", Integer.toString(state.httpPort()));
        overrides.put("millrace.ingest.sources.inbox.folder", state.inbox().toString());
        overrides.put("millrace.ingest.state-directory", folder.ledger().toString());
        overrides.put("millrace.embed.cache.directory", folder.vectors().toString());
        return overrides;
    }

    private static int httpPort(Settings settings) {
        return settings.integer("http.port", 1, 65_535);
    }

    private static int port(@Nullable Port flag, int otherwise) {
        return flag == null ? otherwise : flag.number();
    }

    private static void requireDistinct(SystemState state) {
        List<Integer> ports = List.of(state.kafkaPort(), state.openSearchPort(), state.httpPort());
        if (ports.stream().distinct().count() < ports.size()) {
            throw CommandFailure.wrongUse("Kafka, OpenSearch and HTTP can't share a port, but are given " + ports
                    + ": choose others with --kafka-port, --opensearch-port and --http-port");
        }
    }
}
