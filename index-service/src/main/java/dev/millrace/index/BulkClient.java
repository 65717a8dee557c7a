package dev.millrace.index;

import java.util.List;

/** Sends entries to the index. Never throws for a failure of OpenSearch: that is an answer. */
interface BulkClient {

    /** Sends one request. */
    BulkAnswer send(List<BulkOperation> operations) throws InterruptedException;
}
