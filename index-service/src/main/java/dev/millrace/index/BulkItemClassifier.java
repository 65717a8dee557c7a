package dev.millrace.index;

import java.util.Set;

/** Decides what becomes of one entry of a bulk request. Only faults of the entry itself are rejected. */
final class BulkItemClassifier {

    private static final String VERSION_CONFLICT = "version_conflict_engine_exception";
    private static final String INDEX_NOT_FOUND = "index_not_found_exception";

    /** Faults of the cluster that OpenSearch answers with a status of the client. */
    private static final Set<String> CLUSTER_FAULTS = Set.of(
            "cluster_block_exception",
            "index_create_block_exception",
            "index_closed_exception",
            "circuit_breaking_exception",
            "es_rejected_execution_exception",
            "opensearch_rejected_execution_exception",
            "rejected_execution_exception",
            "process_cluster_event_timeout_exception",
            "security_exception");

    /** A write alias without a write index has no error type of its own. */
    private static final String NO_WRITE_INDEX = "no write index is defined for alias";

    private BulkItemClassifier() {}

    static Verdict classify(BulkItem item) {
        int status = item.status();
        if (status >= 200 && status < 300) {
            return new Verdict.Written();
        }
        ErrorCause error = item.cause();
        if (status == 409 && error.type().equals(VERSION_CONFLICT)) {
            return new Verdict.Superseded();
        }
        if (status == 404 && error.type().equals(INDEX_NOT_FOUND)) {
            return new Verdict.IndexMissing();
        }
        return isDocumentsFault(status, error)
                ? new Verdict.Reject(error.withoutContent())
                : new Verdict.Retry(status + " " + error.withoutContent());
    }

    private static boolean isDocumentsFault(int status, ErrorCause error) {
        return (status == 400 || status == 413 || status == 422)
                && !CLUSTER_FAULTS.contains(error.type())
                && !error.reason().startsWith(NO_WRITE_INDEX);
    }
}
