package dev.millrace.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.ErrorResponse;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.core.MsearchRequest;
import org.opensearch.client.opensearch.core.msearch.MultiSearchItem;
import org.opensearch.client.opensearch.core.msearch.MultiSearchResponseItem;
import org.opensearch.client.opensearch.core.search.Hit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks both arms with one {@code _msearch}. */
final class OpenSearchIndex implements PassageIndex {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchIndex.class);
    private static final String FAILED = "OpenSearch can't answer now: try again in a moment";

    private final OpenSearchClient client;
    private final ArmQueries queries;

    OpenSearchIndex(OpenSearchClient client, ArmQueries queries) {
        this.client = client;
        this.queries = queries;
    }

    @Override
    public Map<Arm, List<Candidate>> find(Question question) throws IndexUnavailableException {
        List<Arm> arms = arms(question.mode());
        MsearchRequest request = new MsearchRequest.Builder()
                .searches(arms.stream().map(arm -> queries.item(arm, question)).toList())
                .build();
        List<MultiSearchResponseItem<Passage>> responses = responses(request);
        Map<Arm, List<Candidate>> found = new EnumMap<>(Arm.class);
        for (int i = 0; i < arms.size(); i++) {
            found.put(arms.get(i), candidates(arms.get(i), responses.get(i)));
        }
        return found;
    }

    private static List<Arm> arms(Mode mode) {
        return switch (mode) {
            case HYBRID -> List.of(Arm.LEXICAL, Arm.SEMANTIC);
            case LEXICAL -> List.of(Arm.LEXICAL);
            case SEMANTIC -> List.of(Arm.SEMANTIC);
        };
    }

    private List<MultiSearchResponseItem<Passage>> responses(MsearchRequest request) throws IndexUnavailableException {
        try {
            return client.msearch(request, Passage.class).responses();
        } catch (IOException e) {
            throw new IndexUnavailableException("OpenSearch does not answer: check that it runs, and try again", e);
        } catch (OpenSearchException e) {
            throw new IndexUnavailableException(FAILED, e);
        }
    }

    private static List<Candidate> candidates(Arm arm, MultiSearchResponseItem<Passage> response)
            throws IndexUnavailableException {
        if (response.isFailure()) {
            ErrorResponse failure = response.failure();
            throw new IndexUnavailableException(
                    FAILED,
                    new IOException(arm + " arm: " + failure.status() + " "
                            + failure.error().type() + " " + failure.error().reason()));
        }
        MultiSearchItem<Passage> result = response.result();
        if (result.shards().failed() > 0 || result.timedOut()) {
            LOG.warn(
                    "the answer is not complete: arm={} failed_shards={} timed_out={}",
                    arm,
                    result.shards().failed(),
                    result.timedOut());
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Hit<Passage> hit : result.hits().hits()) {
            Passage passage = hit.source();
            Double score = hit.score();
            if (passage != null && score != null) {
                candidates.add(new Candidate(passage, score, hit.highlight().getOrDefault("text", List.of())));
            }
        }
        return candidates;
    }
}
