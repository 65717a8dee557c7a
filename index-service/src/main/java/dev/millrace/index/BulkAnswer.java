package dev.millrace.index;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a whole bulk request came to. */
sealed interface BulkAnswer {

    /** Each entry has its own answer, in the order of the request. */
    record Items(List<BulkItem> items) implements BulkAnswer {}

    /** Send less at once. */
    record TooLarge() implements BulkAnswer {}

    /** The index is gone. */
    record IndexMissing() implements BulkAnswer {}

    /**
     * OpenSearch can't be reached or does not take requests now. Also what it answers to a request that it does not
     * like as a whole, such as a missing login: that is never a fault of one document.
     */
    record Unavailable(String reason) implements BulkAnswer {}

    /** Reads an answer over HTTP. */
    static BulkAnswer read(int status, String body) {
        return switch (status) {
            case 200 -> items(body);
            case 413 -> new TooLarge();
            case 404 -> new IndexMissing();
            default -> new Unavailable(status + " " + ErrorCause.read(body).withoutContent());
        };
    }

    private static BulkAnswer items(String body) {
        try {
            List<Entry> entries = Body.JSON.readValue(body, Body.class).items();
            if (entries != null) {
                return new Items(entries.stream().map(Entry::index).toList());
            }
        } catch (JsonProcessingException e) {
            // Told below: a proxy, say, answered in OpenSearch's place.
        }
        return new Unavailable("the answer is not that of a bulk request");
    }

    /** The JSON of an answer. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Body(@Nullable List<Entry> items) {
        private static final ObjectMapper JSON = new ObjectMapper();
    }

    /** One entry of it; every operation is an {@code index}. */
    record Entry(BulkItem index) {}
}
