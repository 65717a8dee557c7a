package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.core.opensearch.OpenSearchConnection;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.Body;

/** All that the index holds, tombstones too, page by page and document by document: for those who compare. */
public final class IndexContents implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 250;
    private static final int IDS_AT_ONCE = 500;
    private static final RetryPause PAUSE = new RetryPause(Duration.ofMillis(200), Duration.ofSeconds(2));
    private static final String KEEP_ALIVE = "5m";
    private static final String DOCUMENT_ID = "document_id";

    private final OpenSearchConnection connection;
    private final OpenSearchCalls calls;
    private final String writeAlias;

    /** Takes the entries of one document, all of them at once. */
    @FunctionalInterface
    public interface Visitor {
        void visit(String documentId, List<IndexedPassage> passages);
    }

    /**
     * What the index says of its vectors.
     *
     * @param modelId empty when no vector was ever written
     */
    public record Vectors(String modelId, int dimension) {}

    /** Connects at the first request. */
    public IndexContents(OpenSearchConfig config) {
        this.connection = OpenSearchConnection.open(config);
        this.calls = new OpenSearchCalls(
                connection.client(), new Patience(PAUSE, RandomGenerator.getDefault(), Thread::sleep));
        this.writeAlias = new IndexNames(config.alias()).writeAlias();
    }

    /** Makes everything that was written visible to the reads that follow. False when there is no index yet. */
    public boolean refresh() throws IOException, InterruptedException {
        OpenSearchCalls.Answer answer =
                calls.once(OpenSearchCalls.post("/" + writeAlias + "/_refresh", Map.of(), null));
        if (answer.status() == 404) {
            return false;
        }
        checked(answer);
        return true;
    }

    /** The model and dimension that hold for all vectors of the index. */
    public Vectors vectors() throws IOException, InterruptedException {
        JsonNode indices = checked(calls.once(OpenSearchCalls.get("/" + writeAlias + "/_mapping", Map.of())));
        for (JsonNode index : indices) {
            JsonNode mappings = index.path("mappings");
            return new Vectors(
                    mappings.path("_meta").path("model_id").asText(""),
                    mappings.path("properties")
                            .path("embedding")
                            .path("dimension")
                            .asInt());
        }
        throw new IOException("the alias " + writeAlias + " leads to no index");
    }

    /** Every document of the index, once, in the order of their ids; first, under an empty id, entries that name none. */
    public void all(Visitor visitor) throws IOException, InterruptedException {
        nameless(visitor);
        ObjectNode named = JSON.createObjectNode();
        named.putObject("exists").put("field", DOCUMENT_ID);
        read(named, visitor);
    }

    /** The documents of these ids, as far as the index holds anything of them; the empty id as in {@link #all}. */
    public void some(Collection<String> documentIds, Visitor visitor) throws IOException, InterruptedException {
        if (documentIds.contains("")) {
            nameless(visitor);
        }
        List<String> ids =
                documentIds.stream().filter(id -> !id.isEmpty()).sorted().toList();
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            ObjectNode query = JSON.createObjectNode();
            ArrayNode terms = query.putObject("terms").putArray(DOCUMENT_ID);
            ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE)).forEach(terms::add);
            read(query, visitor);
        }
    }

    /** Deletes an entry for good. Only for what belongs to no document, and so can be removed by no record. */
    public void delete(String id) throws IOException, InterruptedException {
        String path = "/" + writeAlias + "/_doc/" + URLEncoder.encode(id, UTF_8).replace("+", "%20");
        OpenSearchCalls.Answer answer = calls.once(OpenSearchCalls.delete(path, null));
        if (answer.status() != 404) {
            checked(answer);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private void nameless(Visitor visitor) throws IOException, InterruptedException {
        ObjectNode query = JSON.createObjectNode();
        query.putObject("bool").putObject("must_not").putObject("exists").put("field", DOCUMENT_ID);
        read(query, visitor);
    }

    private void read(ObjectNode query, Visitor visitor) throws IOException, InterruptedException {
        String view = checked(calls.once(OpenSearchCalls.post(
                        "/" + writeAlias + "/_search/point_in_time", Map.of("keep_alive", KEEP_ALIVE), null)))
                .path("pit_id")
                .asText();
        try {
            Document document = new Document(visitor);
            JsonNode hits = page(query, view, null);
            while (!hits.isEmpty()) {
                hits.forEach(hit -> document.add(IndexedPassage.of(hit)));
                // Entries that name no document have nothing to page by: the first ones are enough to tell.
                boolean last = hits.size() < PAGE || document.isNameless();
                hits = last
                        ? JSON.createArrayNode()
                        : page(query, view, hits.path(hits.size() - 1).path("sort"));
            }
            document.end();
        } finally {
            forget(view);
        }
    }

    private JsonNode page(ObjectNode query, String view, @Nullable JsonNode after)
            throws IOException, InterruptedException {
        ObjectNode search =
                JSON.createObjectNode().put("size", PAGE).put("version", true).put("track_total_hits", false);
        search.set("query", query);
        search.putObject("pit").put("id", view).put("keep_alive", KEEP_ALIVE);
        ArrayNode sort = search.putArray("sort");
        sort.addObject().put(DOCUMENT_ID, "asc");
        sort.addObject().put("chunk_id", "asc");
        if (after != null) {
            search.set("search_after", after);
        }
        JsonNode answer = checked(calls.once(OpenSearchCalls.post("/_search", Map.of(), body(search))));
        if (answer.path("_shards").path("failed").asInt() > 0
                || answer.path("timed_out").asBoolean()) {
            throw new IOException("OpenSearch can't read all shards of " + writeAlias);
        }
        return answer.path("hits").path("hits");
    }

    private void forget(String view) throws IOException, InterruptedException {
        ObjectNode ids = JSON.createObjectNode();
        ids.putArray("pit_id").add(view);
        calls.once(OpenSearchCalls.delete("/_search/point_in_time", body(ids)));
    }

    private static @Nullable Body body(ObjectNode json) {
        return Body.from(json.toString().getBytes(UTF_8), "application/json");
    }

    private static JsonNode checked(OpenSearchCalls.Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("OpenSearch answers " + answer.status() + " "
                    + answer.error().type() + ": " + answer.error().reason());
        }
        return JSON.readTree(answer.body());
    }

    /** Gathers the entries of one document, which come one after the other. */
    private static final class Document {

        private final Visitor visitor;
        private List<IndexedPassage> passages = new ArrayList<>();

        private Document(Visitor visitor) {
            this.visitor = visitor;
        }

        void add(IndexedPassage passage) {
            if (!passages.isEmpty() && !passages.getFirst().documentId().equals(passage.documentId())) {
                end();
            }
            passages.add(passage);
        }

        boolean isNameless() {
            return !passages.isEmpty() && passages.getFirst().documentId().isEmpty();
        }

        void end() {
            if (!passages.isEmpty()) {
                visitor.visit(passages.getFirst().documentId(), passages);
                passages = new ArrayList<>();
            }
        }
    }
}
