package dev.millrace.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What has been taken in and is not searchable yet, at one moment.
 *
 * @param files noticed, but not read to the end
 * @param passages made, but not written to the index; one that waits in two topics counts twice
 * @param done counted since the system was started
 */
record Flight(long files, long passages, Done done) {

    /**
     * Documents read, and those among them that became dead letters; passages made of the others, passages that were
     * embedded, and those that arrived at the index.
     */
    record Done(long documents, long rejected, long made, long embedded, long indexed) {

        static final Done NOTHING = new Done(0, 0, 0, 0, 0);

        Done since(Done earlier) {
            return new Done(
                    documents - earlier.documents,
                    rejected - earlier.rejected,
                    made - earlier.made,
                    embedded - earlier.embedded,
                    indexed - earlier.indexed);
        }
    }

    /** Passages of a document of which nothing is known yet. */
    private static final double USUAL_PASSAGES = 4;

    private static final String RECORDS = "millrace_records_total";

    static Flight of(RunningSystem system) {
        return of(system.json("/status"), MetricsText.parse(system.get("/metrics")));
    }

    static Flight of(JsonNode status, MetricsText metrics) {
        JsonNode topics = status.path("topics");
        Done done = new Done(
                documents(metrics),
                metrics.sum(RECORDS, Map.of("service", "ingest-service", "outcome", "rejected")),
                metrics.sum("millrace_batch_size_sum", Map.of("service", "ingest-service")),
                metrics.sum(RECORDS, Map.of("service", "embed-service")),
                metrics.sum(RECORDS, Map.of("service", "index-service")));
        return new Flight(
                metrics.sum("millrace_pending_files", Map.of())
                        + lag(topics, "millrace-ingest")
                        + metrics.sum("millrace_unfinished_documents", Map.of()),
                lag(topics, "millrace-embed") + lag(topics, "millrace-index"),
                done);
    }

    /** A document that takes long is counted as deferred first, and once more with its outcome. */
    private static long documents(MetricsText metrics) {
        return metrics.sum(RECORDS, Map.of("service", "ingest-service"))
                - metrics.sum(RECORDS, Map.of("service", "ingest-service", "outcome", "deferred"));
    }

    boolean isOver() {
        return files == 0 && passages == 0;
    }

    /** Passages still to be written, those of unread files estimated. */
    long remaining() {
        return Math.round(files * passagesOfADocument(done)) + passages;
    }

    /** Passages written. */
    long settled() {
        return done.indexed();
    }

    String describe() {
        return files + " files to read, " + passages + " passages to embed and write";
    }

    static double passagesOfADocument(Done done) {
        return done.made() == 0 ? USUAL_PASSAGES : (double) done.made() / done.documents();
    }

    private static long lag(JsonNode topics, String group) {
        long lag = 0;
        for (JsonNode topic : topics) {
            if (topic.path("group").asText().equals(group)) {
                lag += topic.path("lag_records").asLong();
            }
        }
        return lag;
    }
}
