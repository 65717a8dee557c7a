package dev.millrace.embedded.testing;

import java.net.URI;
import org.opensearch.testcontainers.OpenSearchContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Containers of the public images, for {@code -Pcontainers}. Loaded only then. */
@SuppressWarnings("resource") // The containers end with the JVM.
final class ContainersProvider implements TestStack.Provider {

    private static final String KAFKA = "apache/kafka:4.3.1";
    private static final String OPENSEARCH = "opensearchproject/opensearch:3.5.0";

    @Override
    public String startKafka() {
        KafkaContainer kafka = new KafkaContainer(DockerImageName.parse(KAFKA))
                // also where the image's configuration was copied from files that may not be written
                .withCreateContainerCmdModifier(command -> command.withUser("root"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", "67108864")
                .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", "67108864")
                .withEnv("KAFKA_TRANSACTION_MAX_TIMEOUT_MS", "3600000")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        kafka.start();
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop));
        return kafka.getBootstrapServers();
    }

    @Override
    public URI startOpenSearch() {
        OpenSearchContainer<?> openSearch = new OpenSearchContainer<>(DockerImageName.parse(OPENSEARCH));
        openSearch.start();
        Runtime.getRuntime().addShutdownHook(new Thread(openSearch::stop));
        return URI.create(openSearch.getHttpHostAddress());
    }
}
