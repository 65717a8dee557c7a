package dev.millrace.core.kafka;

import dev.millrace.core.config.Settings;

/**
 * The topics between the services.
 *
 * @param documents documents by id: bytes, a reference, or null for deleted
 * @param chunks passages of documents
 * @param embeddedChunks passages with their vectors
 * @param deadLetters what a service rejected
 * @param replays documents to be processed again, each with the place where it first stood
 * @param bucketEvents notifications of buckets, and commands to those who watch sources
 * @param choices what was chosen once for all services
 * @param partitions of each topic that has to be created
 * @param replicationFactor of each topic that has to be created; -1 leaves it to the broker
 * @param maxDocumentBytes the largest value of a record of the documents topic
 */
public record TopicsConfig(
        String documents,
        String chunks,
        String embeddedChunks,
        String deadLetters,
        String replays,
        String bucketEvents,
        String choices,
        int partitions,
        short replicationFactor,
        int maxDocumentBytes) {

    private static final long LARGEST_DOCUMENT_BYTES = 1L << 30;

    public static TopicsConfig from(Settings settings) {
        Settings topics = settings.at("topics");
        long maxDocumentBytes = topics.bytes("max-document-size");
        if (maxDocumentBytes > LARGEST_DOCUMENT_BYTES) {
            throw topics.invalid("max-document-size", "must be at most 1GiB: send larger files by reference");
        }
        int replicationFactor = topics.integer("replication-factor", -1, Short.MAX_VALUE);
        if (replicationFactor == 0) {
            throw topics.invalid("replication-factor", "must be -1 or at least 1");
        }
        return new TopicsConfig(
                topics.string("documents"),
                topics.string("chunks"),
                topics.string("embedded-chunks"),
                topics.string("dead-letters"),
                topics.string("replays"),
                topics.string("bucket-events"),
                topics.string("choices"),
                topics.integer("partitions", 1, 10_000),
                (short) replicationFactor,
                (int) maxDocumentBytes);
    }
}
