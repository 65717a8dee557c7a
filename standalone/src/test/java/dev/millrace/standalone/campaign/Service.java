package dev.millrace.standalone.campaign;

import dev.millrace.core.service.Failpoint.Place;
import dev.millrace.embed.EmbedApplication;
import dev.millrace.index.IndexApplication;
import dev.millrace.ingest.IngestApplication;
import java.util.List;
import java.util.Locale;

/** The services of the pipeline, each run by its own main class. */
public enum Service {
    INGEST(
            IngestApplication.class,
            320,
            List.of(Place.INGEST_PARSED, Place.INGEST_WRITTEN, Place.WATCHER_LISTED, Place.WATCHER_PUBLISHED)),
    EMBED(EmbedApplication.class, 192, List.of(Place.EMBED_COMPUTED, Place.EMBED_DELIVERED)),
    INDEX(IndexApplication.class, 128, List.of(Place.INDEX_ANSWERED, Place.INDEX_REFRESHED));

    private final Class<?> mainClass;
    private final int heapMebibytes;
    private final List<Place> failpoints;

    Service(Class<?> mainClass, int heapMebibytes, List<Place> failpoints) {
        this.mainClass = mainClass;
        this.heapMebibytes = heapMebibytes;
        this.failpoints = failpoints;
    }

    Class<?> mainClass() {
        return mainClass;
    }

    int heapMebibytes() {
        return heapMebibytes;
    }

    /** Where its process can be ended. */
    List<Place> failpoints() {
        return failpoints;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
