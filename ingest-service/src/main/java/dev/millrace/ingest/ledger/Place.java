package dev.millrace.ingest.ledger;

import dev.millrace.core.message.LedgerEntry;

/**
 * Where a document's record stands in the documents topic, and so what is older and what newer.
 *
 * @param topicId Kafka's id of the topic; empty when the place is not known
 */
public record Place(String topicId, int partition, long offset, long timestampMillis) {

    /** Of what never stood in the topic, or was forgotten with a lost ledger. */
    public static final Place UNKNOWN = new Place("", -1, -1, 0);

    /** Where the record that the ledger accepted last stands. */
    public static Place of(LedgerEntry entry) {
        return entry.getTopicId().isEmpty()
                ? UNKNOWN
                : new Place(entry.getTopicId(), entry.getPartition(), entry.getOffset(), entry.getTimestampMs());
    }

    public boolean known() {
        return !topicId.isEmpty();
    }

    public boolean isThatOf(LedgerEntry entry) {
        return topicId.equals(entry.getTopicId()) && partition == entry.getPartition() && offset == entry.getOffset();
    }

    /**
     * Whether a record here must not replace what was accepted from there. Within a partition the offset decides. Two
     * partitions have no common order (a producer with another partitioner wrote to one of them), so the time of writing
     * decides, as it does for a record of a topic that has been deleted since. A record of a topic that was created anew is
     * never older than one of its predecessor.
     *
     * @param presentTopicId of the topic as it is now
     */
    public boolean isOlderThan(Place accepted, String presentTopicId) {
        if (!known() || !accepted.known()) {
            return false;
        }
        if (topicId.equals(accepted.topicId)) {
            return partition == accepted.partition
                    ? offset < accepted.offset
                    : timestampMillis < accepted.timestampMillis;
        }
        return !topicId.equals(presentTopicId) && timestampMillis < accepted.timestampMillis;
    }
}
