package dev.millrace.index;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What OpenSearch says went wrong. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ErrorCause(@Nullable String type, @Nullable String reason) {

    static final ErrorCause UNKNOWN = new ErrorCause("", "");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_REASON = 300;

    @Override
    public String type() {
        return type == null ? "" : type;
    }

    @Override
    public String reason() {
        return reason == null ? "" : reason;
    }

    /** The cause in the body of a failed request; {@link #UNKNOWN} for a body that has none, as proxies send. */
    static ErrorCause read(String body) {
        try {
            JsonNode error = JSON.readTree(body).path("error");
            return error.isTextual()
                    ? new ErrorCause("", error.asText())
                    : new ErrorCause(
                            error.path("type").asText(""), error.path("reason").asText(""));
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** The first sentence, for logs and dead letters: what follows it may quote the document. */
    String withoutContent() {
        int end = reason().indexOf(". ");
        String sentence = end < 0 ? reason() : reason().substring(0, end);
        String cut = sentence.length() > LONGEST_REASON ? sentence.substring(0, LONGEST_REASON) : sentence;
        return type().isEmpty() ? cut : type() + ": " + cut;
    }
}
