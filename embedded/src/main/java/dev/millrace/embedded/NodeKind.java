package dev.millrace.embedded;

/** The two programs that can be started. */
enum NodeKind {
    KAFKA("Kafka", "kafka", "--kafka-port", "dev.millrace.embedded.kafka.KafkaNode"),
    OPENSEARCH("OpenSearch", "opensearch", "--opensearch-port", "dev.millrace.embedded.opensearch.OpenSearchNode");

    private final String title;
    private final String fileName;
    private final String portFlag;
    private final String mainClass;

    NodeKind(String title, String fileName, String portFlag, String mainClass) {
        this.title = title;
        this.fileName = fileName;
        this.portFlag = portFlag;
        this.mainClass = mainClass;
    }

    /** As people write it. */
    String title() {
        return title;
    }

    /** What its folders and files are called. */
    String fileName() {
        return fileName;
    }

    String portFlag() {
        return portFlag;
    }

    String mainClass() {
        return mainClass;
    }
}
