package dev.millrace.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.index.OpenSearchCalls.Answer;
import java.util.Map;
import java.util.Optional;

/** Keeps the model in {@code _meta} of the index's own mapping, so that it comes and goes with the index. */
final class IndexModelStore implements ModelStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL_ID = "model_id";

    private final OpenSearchCalls calls;
    private final String path;

    IndexModelStore(OpenSearchCalls calls, IndexNames names) {
        this.calls = calls;
        this.path = "/" + names.writeAlias() + "/_mapping";
    }

    @Override
    public Optional<String> read() throws InterruptedException {
        String modelId = meta().path(MODEL_ID).asText("");
        return modelId.isEmpty() ? Optional.empty() : Optional.of(modelId);
    }

    @Override
    public void write(String modelId) throws InterruptedException {
        ObjectNode mapping = JSON.createObjectNode();
        mapping.set("_meta", meta().put(MODEL_ID, modelId));
        Answer answer = calls.patiently(OpenSearchCalls.put(path, mapping.toString()));
        // Without an index there is nothing to keep: the next write installs it, and the guard asks again.
        if (answer.status() != 200 && answer.status() != 404) {
            throw new IllegalStateException(
                    "The model of the vectors can't be kept in the index: " + answer.status() + " " + answer.body());
        }
    }

    private ObjectNode meta() throws InterruptedException {
        Answer answer = calls.patiently(OpenSearchCalls.get(path, Map.of("filter_path", "*.mappings._meta")));
        if (answer.status() != 200) {
            return JSON.createObjectNode();
        }
        try {
            for (JsonNode index : JSON.readTree(answer.body())) {
                return index.path("mappings").path("_meta") instanceof ObjectNode meta ? meta : JSON.createObjectNode();
            }
            return JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("OpenSearch answers to " + path + " with what is not JSON", e);
        }
    }
}
