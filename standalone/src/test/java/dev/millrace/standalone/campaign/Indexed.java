package dev.millrace.standalone.campaign;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A chunk as it stands in the index, or its tombstone.
 *
 * @param text empty in a tombstone
 * @param dimension of the vector; 0 when there is none
 */
record Indexed(
        String documentId,
        String chunkId,
        long revision,
        boolean removed,
        String text,
        int ordinal,
        int start,
        int end,
        String modelId,
        int dimension) {

    static Indexed of(JsonNode source) {
        return new Indexed(
                source.path("document_id").asText(),
                source.path("chunk_id").asText(),
                source.path("revision").asLong(),
                source.path("removed").asBoolean(),
                source.path("text").asText(),
                source.path("ordinal").asInt(),
                source.path("char_start").asInt(),
                source.path("char_end").asInt(),
                source.path("model_id").asText(),
                source.path("embedding").size());
    }
}
