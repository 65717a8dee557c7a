package dev.millrace.standalone.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Takes some entries out of a bulk request, and puts refusals in their places in the answer. */
final class PartialBulk {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String REFUSAL = """
            {"index": {"_id": %s, "status": %d, "error":
                {"type": "rejected_execution_exception", "reason": "by the campaign"}}}""";

    private final Random random;

    PartialBulk(Random random) {
        this.random = random;
    }

    /**
     * @param kept what is sent
     * @param refusals for each entry of the request: empty where it is sent, otherwise what it is answered
     */
    record Split(byte[] kept, List<String> refusals) {

        /** The answer to the whole request, from that to what was kept. */
        byte[] merge(byte[] answer) throws IOException {
            ObjectNode merged = (ObjectNode) JSON.readTree(answer);
            Iterator<JsonNode> kept = merged.path("items").iterator();
            ArrayNode items = JSON.createArrayNode();
            for (String refusal : refusals) {
                items.add(refusal.isEmpty() ? kept.next() : JSON.readTree(refusal));
            }
            merged.set("items", items);
            merged.put("errors", true);
            return JSON.writeValueAsBytes(merged);
        }
    }

    /** Index entries only: each has two lines. */
    synchronized Split split(byte[] bulk) throws IOException {
        String[] lines = new String(bulk, UTF_8).split("\n");
        StringBuilder kept = new StringBuilder();
        List<String> refusals = new ArrayList<>();
        for (int i = 0; i + 1 < lines.length; i += 2) {
            if (random.nextBoolean()) {
                kept.append(lines[i]).append('\n').append(lines[i + 1]).append('\n');
                refusals.add("");
            } else {
                JsonNode id = JSON.readTree(lines[i]).path("index").path("_id");
                refusals.add(REFUSAL.formatted(id, random.nextBoolean() ? 429 : 503));
            }
        }
        return new Split(kept.toString().getBytes(UTF_8), refusals);
    }
}
