package dev.millrace.ingest.source.bucket;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.ingest.source.Fetched;
import dev.millrace.ingest.source.Place;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is asked of a bucket. Trouble with the bucket as a whole is an exception, never taken for missing objects. */
public final class BucketClient implements AutoCloseable {

    private static final int PRECONDITION_FAILED = 412;
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final String source;
    private final Place.Bucket place;
    private final S3Client client;

    /**
     * Talks to nobody yet.
     *
     * @param source for messages
     */
    public BucketClient(String source, Place.Bucket place) {
        this.source = source;
        this.place = place;
        this.client = S3Clients.open(place);
    }

    /**
     * One of the pages of a listing.
     *
     * @param next where the following page begins; null after the last
     */
    record Page(List<ObjectState> objects, @Nullable String next) {}

    /** Takes the pages of a listing as they come. */
    @FunctionalInterface
    public interface Pages {
        void take(List<ObjectState> objects) throws IOException, InterruptedException;
    }

    /**
     * Lists everything below the prefix but folder markers.
     *
     * @throws IOException when the listing is not complete
     */
    public void list(Pages pages) throws IOException, InterruptedException {
        String at = null;
        do {
            Page page = page(at, null);
            pages.take(page.objects());
            if (page.next() != null && page.next().equals(at)) {
                throw new IOException("the bucket " + place.bucket() + " gives the same page of its listing again");
            }
            at = page.next();
        } while (at != null);
    }

    /** The present state of an object; empty when it is not there. */
    public Optional<ObjectState> head(String key) throws IOException {
        try {
            HeadObjectResponse head = client.headObject(
                    request -> request.bucket(place.bucket()).key(key).overrideConfiguration(BucketClient::limitTime));
            return Optional.of(state(key, head.eTag(), head.contentLength(), head.lastModified()));
        } catch (SdkException e) {
            if (isNotFound(e)) {
                requireBucket();
                return Optional.empty();
            }
            throw failure(e);
        }
    }

    /** An answer to a GET. */
    sealed interface Answer {

        /** To be read or aborted. */
        record Body(ResponseInputStream<GetObjectResponse> stream) implements Answer {}

        /** It is not there, or no longer in the state asked for. */
        record Other() implements Answer {}
    }

    /**
     * Opens an object.
     *
     * @param etag only in this state; null for any
     */
    Answer get(String key, @Nullable String etag) throws IOException {
        try {
            return new Answer.Body(client.getObject(request ->
                    request.bucket(place.bucket()).key(key).ifMatch(etag == null ? null : '"' + etag + '"')));
        } catch (SdkException e) {
            if (isNotFound(e) || (e instanceof S3Exception answer && answer.statusCode() == PRECONDITION_FAILED)) {
                return new Answer.Other();
            }
            throw failure(e);
        }
    }

    /**
     * What is to be said of an object that may not be read, while its bucket may.
     *
     * @throws IOException when the bucket can't be used as a whole
     */
    Fetched.Refused forbidden() throws IOException {
        requireBucket();
        return new Fetched.Refused(
                Reason.UNREADABLE,
                "the object may not be read: allow s3:GetObject on it, restore it where it is archived, and then change"
                        + " it or send it again");
    }

    static ObjectState state(String key, @Nullable String etag, @Nullable Long size, @Nullable Instant modified) {
        return new ObjectState(
                key, etag == null ? "" : etag, size == null ? -1 : size, modified == null ? Instant.EPOCH : modified);
    }

    @Override
    public void close() {
        client.close();
    }

    /** HEAD answers a missing bucket as it does a missing object. */
    private void requireBucket() throws IOException {
        page(null, 1);
    }

    private Page page(@Nullable String at, @Nullable Integer mostKeys) throws IOException {
        try {
            ListObjectsV2Response page = client.listObjectsV2(request -> request.bucket(place.bucket())
                    .prefix(place.prefix().isEmpty() ? null : place.prefix())
                    .continuationToken(at)
                    .maxKeys(mostKeys)
                    // Keys may hold characters that XML can't; the client decodes them.
                    .encodingType(EncodingType.URL)
                    .overrideConfiguration(BucketClient::limitTime));
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            if (more && page.nextContinuationToken() == null) {
                throw new IOException(
                        "the bucket " + place.bucket() + " cuts its listing short without a continuation");
            }
            return new Page(
                    page.contents().stream()
                            .map(BucketClient::state)
                            .filter(object -> !object.isFolderMarker())
                            .toList(),
                    more ? page.nextContinuationToken() : null);
        } catch (SdkException e) {
            throw BucketFailures.of(source, place, e);
        }
    }

    private static ObjectState state(S3Object object) {
        return state(object.key(), object.eTag(), object.size(), object.lastModified());
    }

    private static void limitTime(AwsRequestOverrideConfiguration.Builder request) {
        request.apiCallTimeout(ANSWER);
    }

    private IOException failure(SdkException e) {
        return e instanceof S3Exception answer && answer.statusCode() == HttpURLConnection.HTTP_FORBIDDEN
                ? new ForbiddenException(BucketFailures.of(source, place, e))
                : BucketFailures.of(source, place, e);
    }

    private static boolean isNotFound(SdkException e) {
        return e instanceof S3Exception answer
                && answer.statusCode() == HttpURLConnection.HTTP_NOT_FOUND
                && !BucketFailures.code(answer).equals("NoSuchBucket");
    }

    /** The object, or the whole bucket, may not be read. */
    static final class ForbiddenException extends IOException {

        private static final long serialVersionUID = 1L;

        private ForbiddenException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
