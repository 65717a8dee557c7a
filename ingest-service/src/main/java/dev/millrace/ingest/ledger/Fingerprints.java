package dev.millrace.ingest.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.millrace.core.message.Chunk;
import dev.millrace.ingest.document.Attributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The hashes that tell changed from unchanged. */
public final class Fingerprints {

    private static final int DOCUMENT_HASH_BYTES = 8;
    private static final int TEXT_HASH_BYTES = 16;

    private Fingerprints() {}

    /** SHA-256. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Of a document: its bytes and all that ends up in its chunks, so that a new title is a change too.
     *
     * @param contentHash SHA-256 of the bytes
     */
    public static ByteString content(byte[] contentHash, Attributes attributes) {
        MessageDigest digest = digest();
        digest.update(contentHash);
        add(digest, attributes.contentType());
        add(digest, attributes.filename());
        add(digest, attributes.title());
        add(digest, attributes.sourceUri());
        attributes.acl().forEach(principal -> add(digest, principal));
        add(digest, null);
        attributes.metadata().forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        return ByteString.copyFrom(digest.digest());
    }

    /** hash(document id) - hash(text) - occurrence: the same text of the same document keeps its id. */
    public static String chunkId(String documentId, String text, int occurrence) {
        return hash(documentId, DOCUMENT_HASH_BYTES) + "-" + hash(text, TEXT_HASH_BYTES) + "-" + occurrence;
    }

    /** Of everything in a chunk but its revision and its times. */
    static long chunk(Chunk chunk) {
        Chunk lasting = chunk.toBuilder()
                .clearRevision()
                .clearModifiedAtMs()
                .clearIngestedAtMs()
                .build();
        byte[] bytes = new byte[lasting.getSerializedSize()];
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        output.useDeterministicSerialization();
        try {
            lasting.writeTo(output);
        } catch (IOException e) {
            throw new UncheckedIOException("an array of the right size takes every byte", e);
        }
        return ByteBuffer.wrap(digest().digest(bytes)).getLong();
    }

    private static String hash(String text, int bytes) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(UTF_8)), 0, bytes);
    }

    /** Lengths keep {@code ab, c} and {@code a, bc} apart; null differs from empty. */
    private static void add(MessageDigest digest, @Nullable String value) {
        byte[] bytes = value == null ? new byte[0] : value.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(value == null ? -1 : bytes.length)
                .flip());
        digest.update(bytes);
    }
}
