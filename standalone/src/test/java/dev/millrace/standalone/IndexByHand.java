package dev.millrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Reads and damages the index behind the pipeline's back. */
final class IndexByHand {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI openSearch;

    IndexByHand(URI openSearch) {
        this.openSearch = openSearch;
    }

    /** Ids of a document's entries, in the order of the document. */
    List<String> passages(String documentId, boolean removed) throws IOException, InterruptedException {
        ask("POST", "/millrace-write/_refresh", "");
        String query = """
                {"size": 100, "sort": ["ordinal"], "query": {"bool": {"filter": [
                  {"term": {"document_id": "%s"}}, {"term": {"removed": %s}}]}}}
                """.formatted(documentId, removed);
        List<String> ids = new ArrayList<>();
        ask("POST", "/millrace-write/_search", query)
                .at("/hits/hits")
                .forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    JsonNode read(String id) throws IOException, InterruptedException {
        return ask("GET", "/millrace-write/_doc/" + id, "").path("_source");
    }

    void delete(String id) throws IOException, InterruptedException {
        ask("DELETE", "/millrace-write/_doc/" + id, "");
    }

    /** Replaces an entry. */
    void put(String id, String json) throws IOException, InterruptedException {
        ask("PUT", "/millrace-write/_doc/" + URLEncoder.encode(id, UTF_8), json);
    }

    /** Changes a field of an entry. */
    void set(String id, String field, String json) throws IOException, InterruptedException {
        ask("POST", "/millrace-write/_update/" + id, "{\"doc\": {\"%s\": %s}}".formatted(field, json));
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(openSearch.resolve(path))
                .header("content-type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + " answers " + answer.body());
        }
        return new JsonMapper().readTree(answer.body());
    }
}
