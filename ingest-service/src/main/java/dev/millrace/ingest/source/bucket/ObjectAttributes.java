package dev.millrace.ingest.source.bucket;

import dev.millrace.ingest.document.AclReader;
import dev.millrace.ingest.document.Attributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * What an object says about itself: its content type, and its user metadata {@code x-amz-meta-<name>}, of which
 * {@code title} and {@code acl} mean what they mean as record headers.
 */
final class ObjectAttributes {

    /** What clients send that know no better. */
    private static final Set<String> NO_TYPES =
            Set.of("application/octet-stream", "binary/octet-stream", "application/x-www-form-urlencoded");

    private ObjectAttributes() {}

    /** Empty when its {@code acl} can't be read: nobody knows who may see it then. */
    static Optional<Attributes> of(ObjectState state, GetObjectResponse head) {
        SortedMap<String, String> metadata = new TreeMap<>();
        head.metadata().forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), clean(value)));
        String title = metadata.remove("title");
        String acl = metadata.remove("acl");
        Optional<List<String>> principals = acl == null ? Optional.of(List.of()) : AclReader.read(acl);
        return principals.map(readers -> new Attributes(
                type(head.contentType()),
                filename(state.key()),
                title == null || title.isEmpty() ? null : title,
                null,
                readers,
                metadata,
                state.modified().toEpochMilli()));
    }

    private static @Nullable String type(@Nullable String contentType) {
        return contentType == null || contentType.isBlank() || NO_TYPES.contains(contentType) ? null : contentType;
    }

    /** The last part of the key that is one. */
    private static String filename(String key) {
        String trimmed = key.replaceAll("/+$", "");
        return clean(trimmed.substring(trimmed.lastIndexOf('/') + 1));
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", "").strip();
    }
}
