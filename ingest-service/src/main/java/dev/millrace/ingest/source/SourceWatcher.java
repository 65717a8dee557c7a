package dev.millrace.ingest.source;

import dev.millrace.core.service.Health;

/** Watches one source from {@link #start()} until it is closed. */
public interface SourceWatcher extends AutoCloseable {

    void start();

    Health health();

    /** What has been noticed and not yet been published. */
    int pending();

    /** Something may have happened to the object of this name: it is looked at. May be lost; listings make it right. */
    void hint(String key);

    /**
     * Somebody wants the missing documents deleted that are held back.
     *
     * @param missing the most of them that were seen when it was said
     * @param saidAtMillis when it was said
     */
    void confirmDeletions(int missing, long saidAtMillis);

    @Override
    void close();
}
