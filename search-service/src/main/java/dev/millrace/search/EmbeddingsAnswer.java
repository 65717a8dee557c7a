package dev.millrace.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code /v1/embeddings} answers, in OpenAI's shape. */
record EmbeddingsAnswer(String object, List<Embedding> data, String model, Usage usage) {

    /**
     * @param embedding a list of numbers, or their bytes in base64
     */
    record Embedding(String object, int index, Object embedding) {}

    /** Tokens that the model read, its two special ones included. */
    record Usage(int promptTokens, int totalTokens) {}

    /** What it answers when something is wrong. */
    record Failure(Fault error) {

        static Failure of(int status, String message) {
            String type = status < 500 ? "invalid_request_error" : "server_error";
            return new Failure(new Fault(message, type, null, status == 404 ? "model_not_found" : null));
        }
    }

    /** The message is one sentence. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Fault(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}
}
