package dev.millrace.standalone.verify;

import dev.millrace.core.config.Settings;
import dev.millrace.ingest.source.DeletionLimits;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourcesConfig;
import dev.millrace.standalone.verify.SourceListing.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the configured folders and buckets hold. */
record SourcesPicture(List<SourceListing> sources) {

    SourcesPicture {
        sources = List.copyOf(sources);
    }

    static SourcesPicture read(Settings settings) throws InterruptedException {
        List<SourceListing> sources = new ArrayList<>();
        for (SourceConfig config : SourcesConfig.from(settings.at("ingest"))) {
            sources.add(SourceListing.of(config));
        }
        return new SourcesPicture(sources);
    }

    /** The source that a document would be of, by its id. */
    Optional<SourceListing> of(String documentId) {
        return sources.stream()
                .filter(source -> documentId.startsWith(source.config().idPrefix()))
                .findFirst();
    }

    /** Empty for a document of none of the sources. */
    Optional<Upstream> upstream(String documentId) {
        return of(documentId).map(source -> {
            Content object = source.objects().get(documentId);
            if (object != null) {
                return new Upstream.InSource(object.version(), object.changedAtMillis());
            }
            return source.isComplete() ? new Upstream.GoneFromSource() : new Upstream.Unknown();
        });
    }

    Set<String> documentIds() {
        Set<String> ids = new HashSet<>();
        sources.forEach(source -> ids.addAll(source.objects().keySet()));
        return ids;
    }

    /**
     * Whether a source misses so many of these documents at once that its watcher would take it for an accident, and hold
     * their deletion back until somebody confirms it.
     */
    static boolean missesTooMuch(SourceListing source, Collection<String> documentIds) {
        long missing = documentIds.stream()
                .filter(id -> id.startsWith(source.config().idPrefix()))
                .filter(id -> !source.objects().containsKey(id))
                .count();
        DeletionLimits limits = source.config().limits();
        return missing > limits.count()
                && missing > limits.share() * (missing + source.objects().size());
    }

    /** Sentences on what could not be looked at. */
    List<String> notices() {
        return sources.stream()
                .filter(source -> !source.isComplete())
                .map(source -> "The source " + source.config().name() + " could not be listed whole ("
                        + source.problem() + "): what it may have lost was not looked for")
                .toList();
    }
}
