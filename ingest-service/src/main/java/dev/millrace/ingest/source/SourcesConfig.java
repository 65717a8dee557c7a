package dev.millrace.ingest.source;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the sources from the settings: {@code ingest.sources.<name>}. */
public final class SourcesConfig {

    private static final Duration FOLDER_LISTING = Duration.ofMinutes(5);
    private static final Duration BUCKET_LISTING = Duration.ofMinutes(1);
    private static final List<String> BUCKET_KEYS = List.of("endpoint", "region", "path-style", "prefix");

    private SourcesConfig() {}

    /**
     * The sources, by name.
     *
     * @throws ConfigException when one is neither folder nor bucket, or two overlap
     */
    public static List<SourceConfig> from(Settings ingest) {
        List<SourceConfig> sources = new ArrayList<>();
        ingest.sections("sources").forEach((name, section) -> sources.add(source(name, section)));
        for (SourceConfig one : sources) {
            for (SourceConfig other : sources) {
                if (one.name().compareTo(other.name()) < 0 && overlap(one.place(), other.place())) {
                    throw new ConfigException("millrace.ingest.sources." + one.name() + " and millrace.ingest.sources."
                            + other.name() + " overlap, so that a document would have two ids: separate their folders"
                            + " or prefixes, or remove one");
                }
            }
        }
        return sources;
    }

    private static SourceConfig source(String name, Settings section) {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw section.invalid("folder", "the name of a source must be 1 to 64 letters, digits, dots, - or _");
        }
        Optional<String> folder = section.optionalString("folder");
        Optional<String> bucket = section.optionalString("bucket");
        if (folder.isPresent() == bucket.isPresent()) {
            throw section.invalid("folder", "a source must have a folder or a bucket, one of the two");
        }
        Place place =
                folder.<Place>map(path -> folder(section)).orElseGet(() -> bucket(section, section.string("bucket")));
        Duration usual = folder.isPresent() ? FOLDER_LISTING : BUCKET_LISTING;
        return new SourceConfig(
                name,
                place,
                section.optionalString("listing-interval")
                        .map(said -> section.duration("listing-interval"))
                        .orElse(usual),
                new DeletionLimits(
                        section.number("max-missing-share", 0, 1),
                        section.integer("max-missing-count", 0, Integer.MAX_VALUE)));
    }

    private static Place.Folder folder(Settings section) {
        for (String key : BUCKET_KEYS) {
            if (section.optionalString(key).isPresent()) {
                throw section.invalid(key, "is for buckets, but this source is a folder");
            }
        }
        return new Place.Folder(section.folder("folder"), section.duration("settle"));
    }

    private static Place.Bucket bucket(Settings section, String bucket) {
        if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}")) {
            throw section.invalid("bucket", "must be the name of a bucket: letters, digits, dots, - or _");
        }
        Optional<URI> endpoint = section.optionalString("endpoint").map(said -> section.uri("endpoint"));
        if (endpoint.filter(uri -> uri.getRawUserInfo() != null).isPresent()) {
            throw new ConfigException("An endpoint of millrace.ingest.sources holds credentials: they come from the AWS"
                    + " default chain only, for example AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        boolean pathStyle = section.optionalString("path-style")
                .map(said -> section.bool("path-style"))
                .orElse(endpoint.isPresent());
        return new Place.Bucket(
                bucket,
                endpoint,
                section.optionalString("region"),
                pathStyle,
                section.optionalString("prefix").orElse(""));
    }

    /** Buckets of one name on two servers overlap too: the addresses of their objects are the same. */
    private static boolean overlap(Place one, Place other) {
        return switch (one) {
            case Place.Folder(Path root, Duration settle) ->
                other instanceof Place.Folder(Path second, Duration ignored)
                        && (real(root).startsWith(real(second)) || real(second).startsWith(real(root)));
            case Place.Bucket bucket ->
                other instanceof Place.Bucket second
                        && bucket.bucket().equals(second.bucket())
                        && (bucket.prefix().startsWith(second.prefix())
                                || second.prefix().startsWith(bucket.prefix()));
        };
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder; // it is not there yet, so it is no link either
        }
    }
}
