package dev.millrace.search;

import static dev.millrace.search.RequestRejectedException.bad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.search.SearchConfig.Embeddings;
import java.util.List;
import java.util.Set;

/**
 * A request to {@code /v1/embeddings} that has been checked.
 *
 * @param inputs the texts, none empty
 * @param model as the client named it
 * @param base64 whether vectors go as bytes (float32, little-endian) in base64, instead of as numbers
 */
record EmbeddingsRequest(List<String> inputs, String model, boolean base64) {

    private static final String EXAMPLE = "{\"input\": \"words\", \"model\": \"all-MiniLM-L6-v2\"}";
    private static final Set<String> NAMES = Set.of("input", "model", "encoding_format", "dimensions", "user");

    /** What the model is called by those who know it. */
    private static final Set<String> MODELS = Set.of("all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2");

    private static final String MODEL = "all-MiniLM-L6-v2";
    private static final int NOT_FOUND = 404;

    EmbeddingsRequest {
        inputs = List.copyOf(inputs);
    }

    /**
     * @param modelId fingerprint of the model, which names it too
     * @param dimension of its vectors
     */
    static EmbeddingsRequest read(byte[] body, Embeddings bounds, String modelId, int dimension) {
        JsonNode json = Json.read(body, EXAMPLE);
        json.fieldNames().forEachRemaining(name -> {
            if (!NAMES.contains(name)) {
                throw bad("There is no field \"" + Messages.shortened(name)
                        + "\": use input, model, encoding_format, dimensions, user");
            }
        });
        JsonNode dimensions = json.path("dimensions");
        if (!dimensions.isMissingNode() && dimensions.asInt() != dimension) {
            throw bad("The model makes vectors of " + dimension + " dimensions: leave dimensions out");
        }
        return new EmbeddingsRequest(
                inputs(json.path("input"), bounds), model(json.path("model"), modelId), base64(json));
    }

    private static List<String> inputs(JsonNode input, Embeddings bounds) {
        List<JsonNode> nodes = input.isArray() ? input.valueStream().toList() : List.of(input);
        if (nodes.isEmpty() || !nodes.stream().allMatch(JsonNode::isTextual)) {
            throw bad("The field input must be a string or a list of strings");
        }
        if (nodes.size() > bounds.maxInputs()) {
            throw bad("At most " + bounds.maxInputs() + " texts can be sent at once as input");
        }
        List<String> inputs = nodes.stream()
                .map(node -> SentText.checked("input", node.asText()))
                .toList();
        if (inputs.stream().anyMatch(String::isEmpty)) {
            throw bad("The field input must not hold an empty string");
        }
        return inputs;
    }

    /** Vectors of another model than the one asked for would look right and find nothing. */
    private static String model(JsonNode model, String modelId) {
        if (model.isMissingNode()) {
            return MODEL;
        }
        String name = model.asText();
        if (!model.isTextual() || !(MODELS.contains(name) || name.equals(modelId))) {
            throw new RequestRejectedException(
                    NOT_FOUND, "There is no model \"" + Messages.shortened(name) + "\" here: use " + MODEL);
        }
        return name;
    }

    private static boolean base64(JsonNode json) {
        return switch (json.path("encoding_format").asText("float")) {
            case "float" -> false;
            case "base64" -> true;
            default -> throw bad("The encoding_format must be float or base64");
        };
    }
}
