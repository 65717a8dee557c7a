package dev.millrace.evaluation.knownitem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.evaluation.run.SearchFailedException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads from an index: some passages of each of some documents, and how large it is. */
public final class IndexSample {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();
    /** Covers, tables and lists have no sentences: one passage would say too little about a document. */
    private static final int PASSAGES_PER_DOCUMENT = 5;

    private final URI openSearch;
    private final String alias;

    public IndexSample(URI openSearch, String alias) {
        this.openSearch = openSearch;
        this.alias = alias;
    }

    /** A few passages of each of at most {@code documents} documents, always the same ones of the same index. */
    public List<IndexedPassage> passages(int documents) throws InterruptedException {
        JsonNode answer = ask("POST", "/_search", """
                {"size": %d, "_source": false,
                 "collapse": {"field": "document_id",
                   "inner_hits": {"name": "some", "size": %d, "_source": ["document_id", "text"]}},
                 "query": {"function_score": {"query": {"match_all": {}},
                   "random_score": {"seed": 42, "field": "_seq_no"}, "boost_mode": "replace"}}}
                """.formatted(documents, PASSAGES_PER_DOCUMENT));
        List<IndexedPassage> passages = new ArrayList<>();
        for (JsonNode document : answer.path("hits").path("hits")) {
            for (JsonNode hit : document.at("/inner_hits/some/hits/hits")) {
                JsonNode source = hit.path("_source");
                passages.add(new IndexedPassage(
                        source.path("document_id").asText(), source.path("text").asText()));
            }
        }
        return passages;
    }

    /** Texts of at most so many passages, whichever documents they are of. */
    public List<String> texts(int most) throws InterruptedException {
        JsonNode answer = ask("POST", "/_search", """
                {"size": %d, "_source": ["text"],
                 "query": {"function_score": {"query": {"exists": {"field": "embedding"}},
                   "random_score": {"seed": 42, "field": "_seq_no"}, "boost_mode": "replace"}}}
                """.formatted(most));
        List<String> texts = new ArrayList<>();
        answer.path("hits")
                .path("hits")
                .forEach(hit -> texts.add(hit.at("/_source/text").asText()));
        return texts;
    }

    /** Passages that searches can find. */
    public long count() throws InterruptedException {
        return ask("GET", "/_count", "").path("count").asLong();
    }

    /** What the index takes on the disk. */
    public long bytes() throws InterruptedException {
        return ask("GET", "/_stats/store", "")
                .path("_all")
                .path("primaries")
                .path("store")
                .path("size_in_bytes")
                .asLong();
    }

    private JsonNode ask(String method, String path, String body) throws InterruptedException {
        URI address = openSearch.resolve("/" + alias + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("content-type", "application/json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new SearchFailedException(
                        "OpenSearch answered " + address + " with status " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new SearchFailedException("OpenSearch sent what is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new SearchFailedException("OpenSearch does not answer at " + openSearch + " (" + e + ")");
        }
    }
}
