package dev.millrace.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.core.opensearch.FusionConfig;
import dev.millrace.index.OpenSearchCalls.Answer;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search pipelines by which OpenSearch fuses a {@code hybrid} query itself. Only a cluster with the neural-search
 * plugin knows their processors; on any other, and where they can't be put in place, search-service fuses.
 */
final class SearchPipelines {

    private static final Logger LOG = LoggerFactory.getLogger(SearchPipelines.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLUGIN = "opensearch-neural-search";

    private final OpenSearchCalls calls;
    private final String alias;
    private final FusionConfig fusion;

    SearchPipelines(OpenSearchCalls calls, String alias, FusionConfig fusion) {
        this.calls = calls;
        this.alias = alias;
        this.fusion = fusion;
    }

    /** Tries once: nothing depends on them. Each by itself, as an older plugin does not know all of them. */
    void install() throws InterruptedException {
        try {
            if (!pluginIsThere()) {
                return;
            }
        } catch (IOException e) {
            LOG.warn("search pipelines are not installed, so search-service fuses: {}", e.getMessage());
            return;
        }
        put(FusionConfig.rrfPipeline(alias), rrf());
        put(FusionConfig.minMaxPipeline(alias), weighted("min-max-pipeline.json"));
        put(FusionConfig.boundedMinMaxPipeline(alias), weighted("bounded-min-max-pipeline.json"));
    }

    private boolean pluginIsThere() throws IOException, InterruptedException {
        Answer answer = calls.once(OpenSearchCalls.get("/_cat/plugins", Map.of("format", "json", "h", "component")));
        if (answer.status() != 200) {
            throw new IOException("the plugins can't be listed: " + answer.status());
        }
        for (JsonNode plugin : read(answer.body())) {
            if (plugin.path("component").asText().equals(PLUGIN)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode read(String body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IOException("the list of plugins is not JSON", e);
        }
    }

    private void put(String name, String json) throws InterruptedException {
        try {
            Answer answer = calls.once(OpenSearchCalls.put("/_search/pipeline/" + name, json));
            if (answer.status() != 200) {
                throw new IOException(answer.status() + " " + answer.error().withoutContent());
            }
            LOG.info("installed search_pipeline={}", name);
        } catch (IOException e) {
            LOG.warn("not installed, so search-service fuses: search_pipeline={} {}", name, e.getMessage());
        }
    }

    private String rrf() {
        return new JsonTemplate("rrf-pipeline.json")
                .with("rank_constant", fusion.rankConstant())
                .filled();
    }

    /** OpenSearch wants weights that add up to 1. */
    private String weighted(String template) {
        double sum = fusion.lexicalWeight() + fusion.semanticWeight();
        return new JsonTemplate(template)
                .with("lexical_weight", fusion.lexicalWeight() / sum)
                .with("semantic_weight", fusion.semanticWeight() / sum)
                .filled();
    }
}
