package dev.millrace.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the pages so far have shown, as hashes of ids. It travels in the cursor, so that no page shows anything again even
 * when the index changes in between, and nothing has to be remembered here.
 *
 * @param question hash of what was asked: a cursor continues that question only
 */
record Seen(long question, Set<Long> hashes) {

    /** Hits that can be paged through; a cursor of so many still fits into the address of a GET. */
    static final int MOST = 1_000;

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1 + Long.BYTES;

    Seen {
        hashes = Collections.unmodifiableSet(new LinkedHashSet<>(hashes));
    }

    /** Before the first page. */
    static Seen nothing(String question) {
        return new Seen(hash(question), Set.of());
    }

    /**
     * Reads a cursor.
     *
     * @throws RequestRejectedException when it is none, or continues another question
     */
    static Seen read(String cursor, String question) {
        ByteBuffer bytes = ByteBuffer.wrap(decoded(cursor));
        if (bytes.remaining() < HEAD_BYTES
                || (bytes.remaining() - HEAD_BYTES) % Long.BYTES != 0
                || bytes.get() != VERSION) {
            throw notOurs();
        }
        if (bytes.getLong() != hash(question)) {
            throw RequestRejectedException.bad("The cursor belongs to another question: send it with the same q, mode,"
                    + " fusion, lexical_weight, filters, principals, group and rerank as before");
        }
        Set<Long> hashes = new LinkedHashSet<>();
        while (bytes.hasRemaining()) {
            hashes.add(bytes.getLong());
        }
        if (hashes.size() > MOST) {
            throw notOurs();
        }
        return new Seen(hash(question), hashes);
    }

    boolean contains(String id) {
        return !hashes.isEmpty() && hashes.contains(hash(id));
    }

    int size() {
        return hashes.size();
    }

    /** The cursor after a page that showed these ids; null when that is the end of what can be paged through. */
    @Nullable String after(Collection<String> shown) {
        int size = hashes.size() + shown.size();
        if (size > MOST) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + size * Long.BYTES);
        bytes.put(VERSION).putLong(question);
        hashes.forEach(bytes::putLong);
        shown.forEach(id -> bytes.putLong(hash(id)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    private static RequestRejectedException notOurs() {
        return RequestRejectedException.bad(
                "The cursor can't be read: send the one of the last answer unchanged, or none");
    }

    private static long hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
