package dev.millrace.ingest.source.bucket;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.ingest.document.AclReader;
import dev.millrace.ingest.document.Attributes;
import dev.millrace.ingest.ledger.Fingerprints;
import dev.millrace.ingest.parse.DocumentSource;
import dev.millrace.ingest.source.Fetched;
import dev.millrace.ingest.source.bucket.BucketClient.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Fetches the objects of one bucket: up to 8 MiB into memory, larger ones into a spool file. */
public final class BucketFetcher {

    private static final long MOST_BYTES_IN_MEMORY = 8L * 1024 * 1024;
    private static final int CONDITIONAL_TRIES = 4;

    private final BucketSource source;
    private final BucketClient client;
    private final Spool spool;
    private final long maxBytes;

    /**
     * @param maxBytes of an object; larger ones are refused
     */
    public BucketFetcher(BucketSource source, BucketClient client, Spool spool, long maxBytes) {
        this.source = source;
        this.client = client;
        this.spool = spool;
        this.maxBytes = maxBytes;
    }

    /** Empty when the address names nothing of this source. */
    public Optional<Fetched> fetch(URI uri) throws IOException {
        Optional<String> key = source.key(uri);
        return key.isEmpty() ? Optional.empty() : Optional.of(fetch(key.get()));
    }

    private Fetched fetch(String key) throws IOException {
        try {
            for (int tries = 1; ; tries++) {
                Optional<ObjectState> state = client.head(key);
                if (state.isEmpty() || state.get().isFolderMarker()) {
                    return new Fetched.Gone();
                }
                if (state.get().size() > maxBytes) {
                    return tooLarge();
                }
                // One that keeps changing is taken as it comes: its watcher announces it again.
                Optional<Fetched> read = read(state.get(), tries <= CONDITIONAL_TRIES);
                if (read.isPresent()) {
                    return read.get();
                }
            }
        } catch (BucketClient.ForbiddenException e) {
            return client.forbidden();
        }
    }

    /** Empty when the object is no longer in that state. */
    private Optional<Fetched> read(ObjectState expected, boolean inThatStateOnly) throws IOException {
        String etag = inThatStateOnly && !expected.etag().isEmpty() ? expected.etag() : null;
        return switch (client.get(expected.key(), etag)) {
            case Answer.Other() -> Optional.empty();
            case Answer.Body(ResponseInputStream<GetObjectResponse> body) -> {
                boolean whole = false;
                try {
                    GetObjectResponse head = body.response();
                    ObjectState state =
                            BucketClient.state(expected.key(), head.eTag(), head.contentLength(), head.lastModified());
                    // A server may not know conditional requests.
                    Optional<Fetched> fetched = etag != null && !etag.equals(state.etag())
                            ? Optional.empty()
                            : Optional.of(read(state, head, body));
                    whole = true;
                    yield fetched;
                } catch (SdkException e) {
                    throw new IOException("the object could not be read to its end", e);
                } finally {
                    if (!whole || body.available() != 0) {
                        body.abort();
                    }
                    body.close();
                }
            }
        };
    }

    private Fetched read(ObjectState state, GetObjectResponse head, InputStream body) throws IOException {
        if (state.size() > maxBytes) {
            return tooLarge();
        }
        Optional<Attributes> said = ObjectAttributes.of(state, head);
        if (said.isEmpty()) {
            return new Fetched.Refused(Reason.MALFORMED, "the object's x-amz-meta-acl is not " + AclReader.EXPECTED);
        }
        Attributes attributes = said.get();
        MessageDigest digest = Fingerprints.digest();
        if (state.size() >= 0 && state.size() <= MOST_BYTES_IN_MEMORY) {
            byte[] bytes = body.readNBytes((int) state.size());
            requireWhole(state, bytes.length);
            return new Fetched.Present(
                    new DocumentSource.InMemory(bytes), digest.digest(bytes), state.version(), attributes, false);
        }
        return spooled(state, body, attributes, digest);
    }

    private Fetched spooled(ObjectState state, InputStream body, Attributes attributes, MessageDigest digest)
            throws IOException {
        Path file = spool.newFile();
        boolean kept = false;
        try (OutputStream output = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            long length = new LimitedStream(body, maxBytes + 1).transferTo(output);
            if (length > maxBytes) {
                return tooLarge();
            }
            requireWhole(state, length);
            kept = true;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
        return new Fetched.Present(new DocumentSource.OnDisk(file), digest.digest(), state.version(), attributes, true);
    }

    private static void requireWhole(ObjectState state, long length) throws IOException {
        if (state.size() >= 0 && length != state.size()) {
            throw new EOFException("the object ended after " + length + " of " + state.size() + " bytes");
        }
    }

    private Fetched.Refused tooLarge() {
        return new Fetched.Refused(
                Reason.TOO_LARGE, "the object has more than " + maxBytes + " bytes (ingest.max-file-size)");
    }
}
