package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.core.message.Chunk;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells whether an entry of the index holds what a chunk says. */
final class PassageDigest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Other for each write, or compared one by one. */
    private static final Set<String> LEFT_OUT = Set.of("revision", "indexed_at", "model_id", "embedding", "removed");

    private PassageDigest() {}

    /** Of the entry that index-service writes for a chunk. */
    static long of(Chunk chunk) {
        return of(JSON.<JsonNode>valueToTree(PassageDocument.of(chunk, "", new float[0], Instant.EPOCH)));
    }

    /** Of an entry as it is read. */
    static long of(JsonNode source) {
        MessageDigest digest = sha256();
        SortedMap<String, JsonNode> fields = new TreeMap<>();
        source.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        fields.keySet().removeAll(LEFT_OUT);
        add(digest, fields);
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static void add(MessageDigest digest, SortedMap<String, JsonNode> fields) {
        fields.forEach((name, value) -> {
            digest.update(name.getBytes(UTF_8));
            digest.update((byte) 0);
            if (value.isObject()) {
                SortedMap<String, JsonNode> inner = new TreeMap<>();
                value.properties().forEach(field -> inner.put(field.getKey(), field.getValue()));
                add(digest, inner);
            } else {
                digest.update(value.toString().getBytes(UTF_8));
            }
            digest.update((byte) 1);
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
