package dev.millrace.evaluation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks over HTTP, as any client would. */
public final class HttpSearchApi implements SearchApi, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI search;
    private final boolean reranker;

    /** @param reranker whether the service has one, and so would use it where nothing else is said */
    public HttpSearchApi(int port, boolean reranker) {
        this.search = URI.create("http://127.0.0.1:" + port + "/search");
        this.reranker = reranker;
    }

    @Override
    public Map<String, Double> documents(String question, SearchMode mode, int size) throws InterruptedException {
        return documents(request(question, mode, size), mode);
    }

    /**
     * Asks with weights of its own.
     *
     * @param lexicalWeight from 0 to 1; the semantic arm gets the rest
     */
    public SearchApi weighted(double lexicalWeight) {
        return (question, mode, size) ->
                documents(request(question, mode, size).put("lexical_weight", lexicalWeight), mode);
    }

    private Map<String, Double> documents(ObjectNode request, SearchMode mode) throws InterruptedException {
        JsonNode answer = answer(request, mode);
        Map<String, Double> documents = new LinkedHashMap<>();
        for (JsonNode hit : answer.path("hits")) {
            documents.merge(hit.path("document_id").asText(), hit.path("score").asDouble(), Math::max);
        }
        return documents;
    }

    private ObjectNode request(String question, SearchMode mode, int size) {
        ObjectNode body =
                JSON.createObjectNode().put("q", question).put("size", size).put("group", "document");
        body.put("mode", mode.asked());
        if (!mode.fusion().isEmpty()) {
            body.put("fusion", mode.fusion());
        }
        if (reranker) {
            body.put("rerank", mode == SearchMode.RERANKED);
        }
        return body;
    }

    private JsonNode answer(ObjectNode body, SearchMode mode) throws InterruptedException {
        JsonNode answer = answer(body);
        if (answer.hasNonNull("fallback") && mode != SearchMode.LEXICAL) {
            throw new SearchFailedException("A question was answered by keyword alone: "
                    + answer.path("fallback").asText());
        }
        return answer;
    }

    private JsonNode answer(ObjectNode body) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(search)
                    .timeout(PATIENCE)
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new SearchFailedException("The search \"" + body.path("q").asText() + "\" failed with status "
                        + response.statusCode() + ": " + answer.path("error").asText());
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw new SearchFailedException("search-service sent what is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new SearchFailedException("search-service does not answer (" + e + ")");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
