package dev.millrace.standalone.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartialBulkTest {

    private static final int ENTRIES = 20;

    @Test
    void theAnswerHoldsEveryEntryInItsPlace() throws Exception {
        StringBuilder request = new StringBuilder();
        for (int i = 0; i < ENTRIES; i++) {
            request.append("{\"index\":{\"_id\":\"c").append(i).append("\"}}\n{\"text\":\"t\"}\n");
        }

        PartialBulk.Split split =
                new PartialBulk(new Random(1)).split(request.toString().getBytes(UTF_8));
        JsonNode items = new JsonMapper()
                .readTree(split.merge(answer(new String(split.kept(), UTF_8))))
                .path("items");

        assertThat(items).hasSize(ENTRIES);
        int refused = 0;
        for (int i = 0; i < ENTRIES; i++) {
            assertThat(items.path(i).path("index").path("_id").asText()).isEqualTo("c" + i);
            refused += items.path(i).path("index").has("error") ? 1 : 0;
        }
        assertThat(refused).isBetween(1, ENTRIES - 1);
    }

    /** As OpenSearch answers. */
    private static byte[] answer(String request) throws Exception {
        JsonMapper json = new JsonMapper();
        ObjectNode answer = json.createObjectNode().put("errors", false);
        ArrayNode items = answer.putArray("items");
        String[] lines = request.split("\n");
        for (int i = 0; i < lines.length; i += 2) {
            items.add(json.readTree(lines[i]));
        }
        return json.writeValueAsBytes(answer);
    }
}
