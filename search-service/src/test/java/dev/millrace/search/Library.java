package dev.millrace.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.encoder.Encoder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An index with the mapping of index-service and some passages in it, written straight to OpenSearch. */
final class Library {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> SHAPE = Map.ofEntries(
            Map.entry("analyzer", "english"),
            Map.entry("k1", "1.2"),
            Map.entry("b", "0.75"),
            Map.entry("dimension", "384"),
            Map.entry("engine", "lucene"),
            Map.entry("m", "16"),
            Map.entry("ef_construction", "100"),
            Map.entry("shards", "2"),
            Map.entry("replicas", "0"),
            Map.entry("refresh_interval", "1s"));

    /** Two documents, a page of three passages each; one passage would be HTML if nobody escaped it. */
    static final List<Entry> ENTRIES = List.of(
            new Entry(
                    "bees.pdf",
                    "application/pdf",
                    1,
                    "Beekeeping",
                    "Winter",
                    "In the cold months the colony forms a cluster around the queen and lives on stored honey."),
            new Entry(
                    "bees.pdf",
                    "application/pdf",
                    2,
                    "Beekeeping",
                    "Swarming",
                    "Half of the workers leave with the old queen to found a new hive in spring."),
            new Entry(
                    "bees.pdf",
                    "application/pdf",
                    3,
                    "Beekeeping",
                    "Tools",
                    "A smoker calms the bees, because they take smoke for a forest fire."),
            new Entry(
                    "tides.md",
                    "text/markdown",
                    null,
                    "Tides",
                    "Cause",
                    "The gravity of the moon pulls the oceans, so that the sea rises and falls twice a day."),
            new Entry(
                    "tides.md",
                    "text/markdown",
                    null,
                    "Tides",
                    "Spring tides",
                    "When sun, moon and earth stand in one line, the difference between high and low water is greatest."),
            new Entry(
                    "tides.md",
                    "text/markdown",
                    null,
                    "Tides",
                    "Mills",
                    "A tide mill stores water behind a dam at flood and lets it drive a wheel at ebb."),
            new Entry(
                    "bread.txt",
                    "text/plain",
                    null,
                    "Bread",
                    "Yeast",
                    "Yeast turns sugar into carbon dioxide, and the bubbles make the dough rise."),
            new Entry(
                    "bread.txt",
                    "text/plain",
                    null,
                    "Bread",
                    "Crust",
                    "Steam in the oven keeps the surface soft, so that the loaf can expand before it browns."),
            new Entry(
                    "bread.txt",
                    "text/plain",
                    null,
                    "Bread",
                    "Sourdough",
                    "Wild bacteria give the sour taste; feed the starter with flour and water every day."),
            new Entry(
                    "kafka.html",
                    "text/html",
                    null,
                    "Kafka",
                    "Consumers",
                    "A consumer group shares the partitions of a topic; lag is what it has not processed yet."),
            new Entry(
                    "kafka.html",
                    "text/html",
                    null,
                    "Kafka",
                    "Injection",
                    "Never trust <script>alert('markup')</script> & <em>emphasis</em> in a document."),
            new Entry(
                    "kafka.html",
                    "text/html",
                    null,
                    "Kafka",
                    "Error codes",
                    "The broker answers NOT_LEADER_OR_FOLLOWER, error 6, while a partition moves."),
            new Entry(
                    "roses.docx",
                    "application/msword",
                    1,
                    "Roses",
                    "Pruning",
                    "Cut back to an outward facing bud at the end of winter, before new shoots appear."),
            new Entry(
                    "roses.docx",
                    "application/msword",
                    1,
                    "Roses",
                    "Pests",
                    "Aphids suck sap from young leaves; ladybirds eat them."),
            new Entry(
                    "trains.txt",
                    "text/plain",
                    null,
                    "Railways",
                    "Gauge",
                    "The standard gauge of 1435 millimetres goes back to English coal wagons."),
            new Entry(
                    "trains.txt",
                    "text/plain",
                    null,
                    "Railways",
                    "Signals",
                    "A block section may hold only one train, which keeps them from running into each other."),
            new Entry(
                    "sleep.txt",
                    "text/plain",
                    null,
                    "Sleep",
                    "Dreams",
                    "Most vivid dreams happen while the eyes move quickly under closed lids."),
            new Entry(
                    "sleep.txt",
                    "text/plain",
                    null,
                    "Sleep",
                    "Coffee",
                    "Caffeine blocks the receptors that make us tired, for up to six hours."),
            new Entry(
                    "glass.txt",
                    "text/plain",
                    null,
                    "Glass",
                    "Melting",
                    "Sand, soda and lime melt together at fifteen hundred degrees."),
            new Entry(
                    "glass.txt",
                    "text/plain",
                    null,
                    "Glass",
                    "Windows",
                    "Molten glass floats on a bath of tin, which leaves both faces flat."));

    /** What only some may read. */
    static final List<Entry> RESTRICTED = List.of(
            new Entry("salaries.txt", "text/plain", null, "Salaries", "Bakers", "A baker's salary is paid in flour."),
            new Entry(
                    "salaries.txt",
                    "text/plain",
                    null,
                    "Salaries",
                    "Keepers",
                    "A beekeeper's salary is paid in honey."));

    static final List<String> PRINCIPALS = List.of("alice", "team:ops");

    record Entry(String file, String mediaType, Integer page, String title, String heading, String text) {
        String chunkId() {
            return file + "#" + heading;
        }
    }

    private final URI openSearch;
    private final HttpClient http = HttpClient.newHttpClient();

    Library(URI openSearch) {
        this.openSearch = openSearch;
    }

    void create(String alias) throws IOException, InterruptedException {
        String json = new String(resource("/opensearch/index-template.json"), UTF_8);
        for (Map.Entry<String, String> value : SHAPE.entrySet()) {
            boolean number = value.getValue().matches("[\\d.]+");
            String written = number ? value.getValue() : "\"" + value.getValue() + "\"";
            json = json.replace("\"${" + value.getKey() + "}\"", written);
        }
        ObjectNode index = (ObjectNode) JSON.readTree(json).get("template");
        JsonNode live = JSON.readTree("{\"filter\": {\"term\": {\"removed\": false}}}");
        index.putObject("aliases").set(alias, live);
        send("PUT", "/" + alias + "-000001", index.toString());
    }

    void fill(String alias, Encoder encoder) throws IOException, InterruptedException {
        List<Entry> entries =
                Stream.of(ENTRIES, RESTRICTED).flatMap(List::stream).toList();
        List<float[]> vectors = encoder.embed(entries.stream().map(Entry::text).toList());
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            line(bulk, entries.get(i).chunkId());
            bulk.append(source(entries, i, vectors.get(i))).append('\n');
        }
        line(bulk, "removed");
        bulk.append("{\"document_id\": \"gone\", \"chunk_id\": \"removed\", \"revision\": 9, \"removed\": true}\n");
        send("POST", "/" + alias + "-000001/_bulk?refresh=true", bulk.toString());
    }

    private static void line(StringBuilder bulk, String id) {
        ObjectNode action = JSON.createObjectNode();
        action.putObject("index").put("_id", id);
        bulk.append(action).append('\n');
    }

    private static ObjectNode source(List<Entry> entries, int at, float[] vector) {
        Entry entry = entries.get(at);
        long ordinal = entries.subList(0, at).stream()
                .filter(earlier -> earlier.file().equals(entry.file()))
                .count();
        ObjectNode source = JSON.createObjectNode()
                .put("document_id", entry.file())
                .put("chunk_id", entry.chunkId())
                .put("revision", 1)
                .put("text", entry.text())
                .put("title", entry.title())
                .put("filename", entry.file())
                .put("source_uri", "file:///inbox/" + entry.file())
                .put("media_type", entry.mediaType())
                .put("modified_at", "2026-11-22T08:30:00Z")
                .put("ordinal", ordinal)
                .put("char_start", 100 * ordinal)
                .put("char_end", 100 * ordinal + entry.text().length())
                .put("model_id", "test")
                .put("removed", false);
        if (RESTRICTED.contains(entry)) {
            PRINCIPALS.forEach(source.withArray("acl")::add);
        }
        if (entry.page() != null) {
            source.put("page", entry.page());
        }
        source.putArray("heading_path").add(entry.title()).add(entry.heading());
        source.putObject("metadata").put("author", entry.file().startsWith("bees") ? "Ada Apis" : "Somebody");
        source.set("embedding", JSON.valueToTree(vector));
        return source;
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(openSearch.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() >= 300 || answer.path("errors").asBoolean()) {
            throw new IOException(method + " " + path + ": " + response.body());
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream resource = Library.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IOException(name + " of index-service is not on the class path");
            }
            return resource.readAllBytes();
        }
    }
}
