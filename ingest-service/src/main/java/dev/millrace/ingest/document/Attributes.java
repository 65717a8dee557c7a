package dev.millrace.ingest.document;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a producer says about a document.
 *
 * @param acl principals that may read it; empty when nothing was said
 * @param changedAtMillis when the source changed
 */
public record Attributes(
        @Nullable String contentType,
        @Nullable String filename,
        @Nullable String title,
        @Nullable String sourceUri,
        List<String> acl,
        SortedMap<String, String> metadata,
        long changedAtMillis) {

    public Attributes {
        acl = List.copyOf(acl);
        metadata = new TreeMap<>(metadata);
    }

    /** Nothing was said but the time. */
    public static Attributes none(long changedAtMillis) {
        return new Attributes(null, null, null, null, List.of(), new TreeMap<>(Map.of()), changedAtMillis);
    }

    /** These, with what another says where nothing is said here. The time stays. */
    public Attributes orElse(Attributes other) {
        SortedMap<String, String> all = new TreeMap<>(other.metadata);
        all.putAll(metadata);
        return new Attributes(
                contentType == null ? other.contentType : contentType,
                filename == null ? other.filename : filename,
                title == null ? other.title : title,
                sourceUri == null ? other.sourceUri : sourceUri,
                acl.isEmpty() ? other.acl : acl,
                all,
                changedAtMillis);
    }

    /** These, with a file name and an address where none was given. */
    public Attributes orElse(String otherFilename, @Nullable String otherSourceUri) {
        return new Attributes(
                contentType,
                filename == null ? otherFilename : filename,
                title,
                sourceUri == null ? otherSourceUri : sourceUri,
                acl,
                metadata,
                changedAtMillis);
    }
}
