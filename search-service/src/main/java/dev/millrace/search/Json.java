package dev.millrace.search;

import static dev.millrace.search.RequestRejectedException.bad;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** How answers are written, and bodies of requests read. */
final class Json {

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build()
            .writer();

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private Json() {}

    /** The body of every answer that is not a success; the message is one sentence. */
    record Failure(String error) {}

    static byte[] bytes(Object answer) {
        try {
            return WRITER.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer can't be written as JSON", e);
        }
    }

    /**
     * Reads an object.
     *
     * @param example of what should have been sent
     * @throws RequestRejectedException for anything else
     */
    static JsonNode read(byte[] body, String example) {
        try {
            JsonNode json = READER.readTree(body);
            if (!json.isObject()) {
                throw bad("The body must be a JSON object, such as " + example);
            }
            return json;
        } catch (JsonProcessingException e) {
            throw bad("The body is not JSON (" + Messages.shortened(e.getOriginalMessage())
                    + "): send an object such as " + example);
        } catch (IOException e) {
            throw bad("The body can't be read: send it as UTF-8");
        }
    }
}
