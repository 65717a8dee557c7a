package dev.millrace.ingest.source;

import dev.millrace.core.service.Failpoint;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What a watcher works with.
 *
 * @param ledger the versions of the source's documents in the ledger, by document id
 * @param room in the pipeline, shared by all watchers
 */
public record Watching(
        Callable<Map<String, String>> ledger,
        ReferencePublisher publisher,
        Room room,
        SourceMetrics metrics,
        Clock clock,
        Failpoint failpoint) {}
