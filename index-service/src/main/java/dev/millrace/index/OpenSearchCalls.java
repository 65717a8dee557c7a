package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;

/**
 * Requests whose bodies are JSON of our own making: resources that were reviewed as they are sent, and bulk requests
 * that are serialised once however often they are tried.
 */
final class OpenSearchCalls {

    private final OpenSearchGenericClient client;
    private final Patience patience;

    /** An answer of any status. */
    record Answer(int status, String body) {

        ErrorCause error() {
            return ErrorCause.read(body);
        }

        /** Whether the same request may well succeed later. 401 and 403 wait for someone to mend the login. */
        boolean isTransient() {
            return status >= 500 || status == 429 || status == 408 || status == 401 || status == 403;
        }
    }

    OpenSearchCalls(OpenSearchClient client, Patience patience) {
        this.client = client.generic();
        this.patience = patience;
    }

    static Request get(String path, Map<String, String> query) {
        return Requests.create("GET", path, List.of(), query, null);
    }

    static Request put(String path, String json) {
        return Requests.create("PUT", path, List.of(), Map.of(), Body.from(json.getBytes(UTF_8), "application/json"));
    }

    static Request post(String path, Map<String, String> query, @Nullable Body body) {
        return Requests.create("POST", path, List.of(), query, body);
    }

    static Request delete(String path, @Nullable Body body) {
        return Requests.create("DELETE", path, List.of(), Map.of(), body);
    }

    /** One try. */
    Answer once(Request request) throws IOException, InterruptedException {
        try (Response response = client.executeAsync(request).get()) {
            String body = response.getBody().map(Body::bodyAsString).orElse("");
            return new Answer(response.getStatus(), body);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    /** One try that shows whether OpenSearch is there. */
    Answer probe(Request request) throws IOException, InterruptedException {
        try {
            Answer answer = once(request);
            if (answer.isTransient()) {
                throw new IOException(answer.status() + " " + answer.error().withoutContent());
            }
            patience.over();
            return answer;
        } catch (IOException e) {
            patience.away(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** Tries until OpenSearch decides: the answer is not transient. */
    Answer patiently(Request request) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            String reason;
            try {
                Answer answer = once(request);
                if (!answer.isTransient()) {
                    if (failures > 1) {
                        patience.over();
                    }
                    return answer;
                }
                reason = answer.status() + " " + answer.error().withoutContent();
            } catch (IOException e) {
                reason = e.getMessage();
            }
            patience.pause(failures, String.valueOf(reason));
        }
    }
}
