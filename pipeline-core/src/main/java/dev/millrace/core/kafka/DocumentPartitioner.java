package dev.millrace.core.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/** Places everything of one document in one partition, so that it stays in order. */
public final class DocumentPartitioner {

    private DocumentPartitioner() {}

    /** The partition of a document, by the rule of Kafka's own producers for a record keyed with its id. */
    public static int partition(String documentId, int partitions) {
        return Utils.toPositive(Utils.murmur2(documentId.getBytes(UTF_8))) % partitions;
    }
}
