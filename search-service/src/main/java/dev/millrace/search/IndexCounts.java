package dev.millrace.search;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what can be found. */
final class IndexCounts {

    private static final Logger LOG = LoggerFactory.getLogger(IndexCounts.class);
    private static final String DOCUMENTS = "documents";
    /** Up to here the number of documents is exact but for rare collisions; it is the most OpenSearch allows. */
    private static final int PRECISION_THRESHOLD = 40_000;

    private final OpenSearchClient client;
    private final SearchRequest request;

    IndexCounts(OpenSearchClient client, String alias) {
        this.client = client;
        this.request = new SearchRequest.Builder()
                .index(alias)
                .ignoreUnavailable(true)
                .size(0)
                .trackTotalHits(hits -> hits.enabled(true))
                .aggregations(
                        DOCUMENTS,
                        aggregation -> aggregation.cardinality(cardinality ->
                                cardinality.field("document_id").precisionThreshold(PRECISION_THRESHOLD)))
                .build();
    }

    /** Nulls while OpenSearch does not answer; zeros while there is no index. */
    record Counts(@Nullable Long documents, @Nullable Long chunks) {}

    Counts read() {
        try {
            SearchResponse<Void> response = client.search(request, Void.class);
            Aggregate documents = response.aggregations().get(DOCUMENTS);
            return new Counts(
                    documents == null ? 0 : documents.cardinality().value(),
                    response.hits().total() == null
                            ? 0
                            : response.hits().total().value());
        } catch (IOException | OpenSearchException e) {
            LOG.debug("documents can't be counted: {}", e.toString());
            return new Counts(null, null);
        }
    }
}
