package dev.millrace.ingest.source.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.ingest.source.share.BucketEvent.DeletionsConfirmed;
import dev.millrace.ingest.source.share.BucketEvent.Malformed;
import dev.millrace.ingest.source.share.BucketEvent.Touched;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of the bucket events topic: notifications as S3, Ceph, MinIO and others send them
 * ({@code Records[].s3.bucket.name} and {@code .object.key}, the key URL-encoded), those of EventBridge
 * ({@code detail.bucket.name} and {@code detail.object.key}, as it is), and commands of our own:
 * {@code {"millrace": "confirm-deletions", "source": "<name>", "missing": 1234}}.
 */
public final class BucketEventCodec {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final String COMMAND = "millrace";
    private static final String CONFIRM_DELETIONS = "confirm-deletions";
    private static final JsonMapper JSON = new JsonMapper();

    private BucketEventCodec() {}

    /**
     * The value that confirms the held deletions of a source.
     *
     * @param missing how many are held
     */
    public static byte[] confirmDeletions(String source, long missing) {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put(COMMAND, CONFIRM_DELETIONS)
                    .put("source", source)
                    .put("missing", missing));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("three plain fields are always JSON", e);
        }
    }

    /** Never fails. Empty for what is understood and asks for nothing, such as a server's test event. */
    static List<BucketEvent> read(byte @Nullable [] value) {
        if (value == null || value.length > MOST_BYTES) {
            return List.of(new Malformed("it is empty or longer than " + MOST_BYTES + " bytes"));
        }
        JsonNode event;
        try {
            event = JSON.readTree(value);
        } catch (IOException e) {
            return List.of(new Malformed("it is not JSON"));
        }
        if (event.path(COMMAND).asText().equals(CONFIRM_DELETIONS)) {
            return List.of(confirmation(event));
        }
        if (event.path("Records").isArray()) {
            List<BucketEvent> events = new ArrayList<>();
            event.path("Records").forEach(one -> events.add(record(one.path("s3"))));
            return events;
        }
        if (event.path("detail").isObject()) {
            return List.of(touched(event.path("detail"), false));
        }
        return event.path("Event").asText().equals("s3:TestEvent")
                ? List.of()
                : List.of(new Malformed("it is no notification of a bucket"));
    }

    private static BucketEvent confirmation(JsonNode event) {
        String source = event.path("source").asText();
        int missing = event.path("missing").asInt(0);
        return source.isEmpty() || missing <= 0
                ? new Malformed("it names no source or no number of missing documents")
                : new DeletionsConfirmed(source, missing);
    }

    private static BucketEvent record(JsonNode s3) {
        return touched(s3, true);
    }

    private static BucketEvent touched(JsonNode event, boolean encoded) {
        String bucket = event.path("bucket").path("name").asText();
        String key = event.path("object").path("key").asText();
        if (bucket.isEmpty() || key.isEmpty()) {
            return new Malformed("it names no bucket or no object");
        }
        return new Touched(bucket, encoded ? candidates(key) : Set.of(key));
    }

    private static Set<String> candidates(String key) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(key);
        try {
            keys.add(URLDecoder.decode(key, UTF_8));
        } catch (IllegalArgumentException e) {
            return keys; // not encoded
        }
        return keys;
    }
}
