package dev.millrace.standalone.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads all that the physical index holds, tombstones too, past the services and past what obstructs them. */
public final class IndexContents implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration REQUEST = Duration.ofSeconds(30);
    private static final int PAGE = 1_000;
    private static final String PAGE_QUERY = """
            {"size": %d, "query": {"match_all": {}}, "sort": [{"chunk_id": "asc"}]%s}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI index;

    public IndexContents(URI openSearch, String alias) {
        this.index = openSearch.resolve("/" + alias + "-0*/");
    }

    /**
     * Refreshes first.
     *
     * @throws IOException when OpenSearch is away or has no index
     */
    List<Indexed> read() throws IOException, InterruptedException {
        post("_refresh", "");
        List<Indexed> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode hits = post("_search", PAGE_QUERY.formatted(PAGE, after))
                    .path("hits")
                    .path("hits");
            for (JsonNode hit : hits) {
                all.add(Indexed.of(hit.path("_source")));
                after = ", \"search_after\": " + hit.path("sort");
            }
            if (hits.size() < PAGE) {
                return all;
            }
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(index.resolve(path))
                .timeout(REQUEST)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " was answered " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }
}
