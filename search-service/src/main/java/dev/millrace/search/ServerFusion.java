package dev.millrace.search;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether OpenSearch can fuse by itself: index-service installs its search pipelines only where the neural-search
 * plugin is, so where they are, a {@code hybrid} query works. Looks again now and then, as either may come later.
 */
final class ServerFusion {

    private static final Logger LOG = LoggerFactory.getLogger(ServerFusion.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final OpenSearchClient client;
    private final String alias;
    private final SearchConfig.Fusions fusions;
    private final Map<FusionName, Look> looks = new ConcurrentHashMap<>();

    /** What the last look gave. */
    private record Look(boolean there, long nanoTime) {

        boolean isFresh() {
            return System.nanoTime() - nanoTime < LOOK_AGAIN.toNanos();
        }
    }

    ServerFusion(OpenSearchClient client, String alias, SearchConfig.Fusions fusions) {
        this.client = client;
        this.alias = alias;
        this.fusions = fusions;
    }

    /** Whether it may fuse, and can do so just like this: a search pipeline has the numbers of the settings. */
    boolean does(Fusion fusion) {
        return fusions.inOpenSearch() && fusions.of(fusion.name()).equals(fusion) && isThere(fusion.name());
    }

    private boolean isThere(FusionName fusion) {
        Look last = looks.get(fusion);
        if (last != null && last.isFresh()) {
            return last.there();
        }
        boolean there = look(fusion.pipeline(alias));
        if (last == null || last.there() != there) {
            LOG.info("fusion={} by={}", fusion.written(), there ? "opensearch" : SearchService.NAME);
        }
        looks.put(fusion, new Look(there, System.nanoTime()));
        return there;
    }

    /** Not to be asked for a while. */
    void failed(FusionName fusion) {
        looks.put(fusion, new Look(false, System.nanoTime()));
    }

    private boolean look(String pipeline) {
        try (Response response = client.generic()
                .execute(Requests.create("GET", "/_search/pipeline/" + pipeline, List.of(), Map.of(), null))) {
            return response.getStatus() == 200;
        } catch (IOException | OpenSearchException e) {
            LOG.debug("search_pipeline={} can't be looked for: {}", pipeline, e.toString());
            return false;
        }
    }
}
