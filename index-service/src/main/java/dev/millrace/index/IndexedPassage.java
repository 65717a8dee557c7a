package dev.millrace.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.core.message.Chunk;

/**
 * One entry of the index as it stands there, a passage or a tombstone.
 *
 * @param id under which it stands; that of the chunk
 * @param documentId empty when it names none
 * @param revision as written in it
 * @param version as OpenSearch keeps it; the revision, unless somebody else has written the entry
 * @param removed whether it is a tombstone
 * @param dimension numbers in its vector; 0 when there is none, or not only of numbers
 * @param digest of all that does not change from write to write: see {@link #digest(Chunk)}
 */
public record IndexedPassage(
        String id,
        String documentId,
        long revision,
        long version,
        boolean removed,
        String modelId,
        int dimension,
        long digest) {

    /** What the entry of this chunk has for a digest: it covers all fields but revision, vector, model and write time. */
    public static long digest(Chunk chunk) {
        return PassageDigest.of(chunk);
    }

    static IndexedPassage of(JsonNode hit) {
        JsonNode source = hit.path("_source");
        return new IndexedPassage(
                hit.path("_id").asText(),
                source.path("document_id").asText(""),
                source.path("revision").asLong(),
                hit.path("_version").asLong(),
                source.path("removed").asBoolean(),
                source.path("model_id").asText(""),
                dimension(source.path("embedding")),
                PassageDigest.of(source));
    }

    private static int dimension(JsonNode vector) {
        for (JsonNode number : vector) {
            if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
                return 0;
            }
        }
        return vector.size();
    }
}
