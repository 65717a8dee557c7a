package dev.millrace.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.ErrorResponse;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.core.MsearchRequest;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.msearch.MultiSearchResponseItem;
import org.opensearch.client.opensearch.core.search.Hit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks both arms with one {@code _msearch}, or with one {@code hybrid} query where OpenSearch can fuse. */
final class OpenSearchIndex implements PassageIndex {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchIndex.class);
    private static final String FAILED = "OpenSearch can't answer now: try again in a moment";

    /**
     * Equal scores stand in the order of chunk ids, so that the same question gets the same answer. Put into order here:
     * OpenSearch takes a third longer for an arm when it is to sort by more than the score.
     */
    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::chunkId);

    private final OpenSearchClient client;
    private final SearchBodies bodies;
    private final ServerFusion serverFusion;

    OpenSearchIndex(OpenSearchClient client, SearchBodies bodies, ServerFusion serverFusion) {
        this.client = client;
        this.bodies = bodies;
        this.serverFusion = serverFusion;
    }

    @Override
    public Found find(Question question) throws IndexUnavailableException {
        if (question.mode() == Mode.HYBRID && !question.byArm() && serverFusion.does(question.fusion())) {
            try {
                return new Found.Fused(candidates(client.search(bodies.hybrid(question), JsonNode.class)
                        .hits()
                        .hits()));
            } catch (OpenSearchException e) {
                LOG.warn("OpenSearch could not fuse, so search-service does: {}", e.getMessage());
                serverFusion.failed(question.fusion().name());
            } catch (IOException e) {
                throw away(e);
            }
        }
        return new Found.ByArm(byArm(question));
    }

    @Override
    public Map<String, Shown> fetch(Collection<String> chunkIds, @Nullable String highlighted, Scope scope)
            throws IndexUnavailableException {
        Map<String, Shown> shown = new HashMap<>();
        if (chunkIds.isEmpty()) {
            return shown;
        }
        for (Hit<Passage> hit : search(bodies.passages(chunkIds, highlighted, scope), Passage.class)) {
            Passage passage = hit.source();
            if (passage != null) {
                shown.put(passage.chunkId(), new Shown(passage, hit.highlight().getOrDefault("text", List.of())));
            }
        }
        return shown;
    }

    @Override
    public List<Neighbour> neighbours(Collection<Passage> hits, int places, Scope scope)
            throws IndexUnavailableException {
        List<Neighbour> found = new ArrayList<>();
        if (hits.isEmpty()) {
            return found;
        }
        for (Hit<Neighbour> hit : search(bodies.neighbours(hits, places, scope), Neighbour.class)) {
            Neighbour neighbour = hit.source();
            if (neighbour != null) {
                found.add(neighbour);
            }
        }
        return found;
    }

    private Map<Arm, List<Candidate>> byArm(Question question) throws IndexUnavailableException {
        List<Arm> arms = question.mode().arms();
        MsearchRequest request = new MsearchRequest.Builder()
                .searches(arms.stream().map(arm -> bodies.arm(arm, question)).toList())
                .build();
        List<MultiSearchResponseItem<JsonNode>> responses = responses(request);
        Map<Arm, List<Candidate>> found = new EnumMap<>(Arm.class);
        for (int i = 0; i < arms.size(); i++) {
            found.put(arms.get(i), candidates(arms.get(i), responses.get(i)));
        }
        return found;
    }

    private List<MultiSearchResponseItem<JsonNode>> responses(MsearchRequest request) throws IndexUnavailableException {
        try {
            return client.msearch(request, JsonNode.class).responses();
        } catch (IOException e) {
            throw away(e);
        } catch (OpenSearchException e) {
            throw new IndexUnavailableException(FAILED, e);
        }
    }

    private <T> List<Hit<T>> search(SearchRequest request, Class<T> type) throws IndexUnavailableException {
        try {
            SearchResponse<T> response = client.search(request, type);
            return response.hits().hits();
        } catch (IOException e) {
            throw away(e);
        } catch (OpenSearchException e) {
            throw new IndexUnavailableException(FAILED, e);
        }
    }

    private static IndexUnavailableException away(IOException e) {
        return new IndexUnavailableException("OpenSearch does not answer: check that it runs, and try again", e);
    }

    private static List<Candidate> candidates(Arm arm, MultiSearchResponseItem<JsonNode> response)
            throws IndexUnavailableException {
        if (response.isFailure()) {
            ErrorResponse failure = response.failure();
            throw new IndexUnavailableException(
                    FAILED,
                    new IOException(arm + " arm: " + failure.status() + " "
                            + failure.error().type() + " " + failure.error().reason()));
        }
        if (response.result().shards().failed() > 0 || response.result().timedOut()) {
            LOG.warn(
                    "the answer is not complete: arm={} failed_shards={} timed_out={}",
                    arm,
                    response.result().shards().failed(),
                    response.result().timedOut());
        }
        return candidates(response.result().hits().hits());
    }

    private static List<Candidate> candidates(List<Hit<JsonNode>> hits) {
        List<Candidate> candidates = new ArrayList<>(hits.size());
        for (Hit<JsonNode> hit : hits) {
            String chunkId = name(hit, SearchBodies.CHUNK_ID);
            String documentId = name(hit, SearchBodies.DOCUMENT_ID);
            Double score = hit.score();
            if (chunkId != null && documentId != null && score != null) {
                candidates.add(new Candidate(chunkId, documentId, score));
            }
        }
        candidates.sort(BEST_FIRST);
        return candidates;
    }

    private static @Nullable String name(Hit<JsonNode> hit, String field) {
        JsonData values = hit.fields().get(field);
        return values == null ? null : values.toJson().asJsonArray().getString(0);
    }
}
