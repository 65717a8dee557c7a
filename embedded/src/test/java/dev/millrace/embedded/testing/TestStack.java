package dev.millrace.embedded.testing;

import java.net.URI;

/**
 * A Kafka and an OpenSearch that are started when a test first asks for them, shared by all tests of a JVM, and gone with
 * it. Tests keep apart by the names of their topics and indices.
 *
 * <p>The system property {@code millrace.test.stack} says what they are: {@code embedded} (the default) or
 * {@code containers}, which needs Docker, and testcontainers-kafka and opensearch-testcontainers on the classpath.
 */
public final class TestStack {

    private static final TestStack SHARED = new TestStack(provider());

    /** How to start each of them; whatever was started ends with the JVM. */
    interface Provider {
        /** Starts a broker and returns its bootstrap servers. */
        String startKafka() throws InterruptedException;

        /** Starts a node and returns the address of its HTTP interface. */
        URI startOpenSearch() throws InterruptedException;
    }

    private final Started<String> kafka;
    private final Started<URI> openSearch;

    private TestStack(Provider provider) {
        kafka = new Started<>(provider::startKafka);
        openSearch = new Started<>(provider::startOpenSearch);
    }

    /** Both of them, started side by side unless they run already. */
    public static TestStack shared() throws InterruptedException {
        Thread other = Thread.startVirtualThread(SHARED.kafka::startAhead);
        SHARED.openSearchUri();
        other.join();
        SHARED.bootstrapServers();
        return SHARED;
    }

    /** The bootstrap servers of a Kafka, without an OpenSearch. */
    public static String kafka() throws InterruptedException {
        return SHARED.bootstrapServers();
    }

    /** The address of an OpenSearch, without a Kafka. */
    public static URI openSearch() throws InterruptedException {
        return SHARED.openSearchUri();
    }

    public String bootstrapServers() throws InterruptedException {
        return kafka.get();
    }

    public URI openSearchUri() throws InterruptedException {
        return openSearch.get();
    }

    private static Provider provider() {
        String stack = System.getProperty("millrace.test.stack", "embedded");
        return switch (stack) {
            case "embedded" -> new EmbeddedProvider();
            case "containers" -> new ContainersProvider();
            default ->
                throw new IllegalArgumentException("millrace.test.stack is " + stack + ": use embedded or containers");
        };
    }
}
