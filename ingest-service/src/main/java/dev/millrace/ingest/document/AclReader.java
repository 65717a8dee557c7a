package dev.millrace.ingest.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads who may read a document: principals separated by commas, or a JSON list of them. What names nobody was meant to
 * say something, so it is not taken for nothing said, which would let everybody read.
 */
public final class AclReader {

    /** What a message says that can't be read. */
    public static final String EXPECTED = "principals separated by commas, or a JSON list of strings";

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private AclReader() {}

    /** The principals, at least one; empty for what can't be read. */
    public static Optional<List<String>> read(String text) {
        List<String> principals = text.strip().startsWith("[") ? json(text) : separated(text);
        return principals.isEmpty() ? Optional.empty() : Optional.of(principals);
    }

    private static List<String> separated(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(principal -> !principal.isEmpty())
                .toList();
    }

    /** None when one of them is not a name. */
    private static List<String> json(String text) {
        try {
            List<JsonNode> nodes = JSON.readTree(text).valueStream().toList();
            boolean names = nodes.stream()
                    .allMatch(node -> node.isTextual() && !node.asText().isBlank());
            return names ? nodes.stream().map(node -> node.asText().strip()).toList() : List.of();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }
}
