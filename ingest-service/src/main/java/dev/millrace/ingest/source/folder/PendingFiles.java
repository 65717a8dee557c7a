package dev.millrace.ingest.source.folder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that something happened to, until they have been quiet for long enough to be whole. Holds no clock: the caller
 * says what time it is.
 */
final class PendingFiles {

    /** A file that has been seen growing must be quiet for this many times longer. */
    private static final int GROWING_FACTOR = 5;

    /** One that was moved into place needs but this part of it: long enough for news that it is being written after all. */
    private static final int MOVED_PART = 10;

    private final Duration settle;
    private final Map<Path, Entry> entries = new HashMap<>();

    private record Entry(
            @Nullable FileVersion version, long lookAtMillis, boolean growing, boolean missing, boolean moved) {

        static Entry lookedAt(FileVersion version, long lookAtMillis, boolean growing) {
            return new Entry(version, lookAtMillis, growing, false, false);
        }

        static Entry noticed(long lookAtMillis, boolean moved) {
            return new Entry(null, lookAtMillis, false, false, moved);
        }
    }

    PendingFiles(Duration settle) {
        this.settle = settle;
    }

    /** Something happened to the file: look at it once it has had time to settle. */
    void touch(Path file, long nowMillis) {
        Entry known = entries.get(file);
        if (known == null || known.moved()) {
            entries.put(file, Entry.noticed(nowMillis, false));
        }
    }

    /** The file came to be here, and nothing says that it was written here: unless that follows, it was moved. */
    void appeared(Path file, long nowMillis) {
        entries.put(file, Entry.noticed(nowMillis, true));
    }

    int size() {
        return entries.size();
    }

    /** Time until the next file is due; empty when nothing is pending. */
    Optional<Duration> nextLook(long nowMillis) {
        return entries.values().stream()
                .map(entry -> Duration.ofMillis(Math.max(0, entry.lookAtMillis() - nowMillis)))
                .min(Duration::compareTo);
    }

    /** The files to look at now. */
    List<Path> due(long nowMillis) {
        List<Path> due = new ArrayList<>();
        entries.forEach((file, entry) -> {
            if (entry.lookAtMillis() <= nowMillis) {
                due.add(file);
            }
        });
        return due;
    }

    /**
     * The file was looked at. True when it is whole, and no longer pending: it was the same at the last look, one settling
     * time ago, or it has not been written for that long. One that was moved into place must be the same for a moment.
     *
     * @param beingWritten whether a process has it open for writing
     */
    boolean settled(Path file, FileVersion version, boolean beingWritten, long nowMillis) {
        Entry last = entries.get(file);
        boolean same = last != null && version.equals(last.version());
        boolean first = last == null || last.version() == null;
        boolean old = first && nowMillis - version.modified().toMillis() >= settle.toMillis();
        if (!beingWritten && (same || old)) {
            entries.remove(file);
            return true;
        }
        if (!beingWritten && first && last != null && last.moved() && version.size() > 0) {
            entries.put(file, new Entry(version, nowMillis + settle.toMillis() / MOVED_PART, false, false, true));
            return false;
        }
        boolean growing = last != null && (last.growing() || (!first && !same));
        long wait = settle.toMillis() * (growing ? GROWING_FACTOR : 1);
        entries.put(file, Entry.lookedAt(version, nowMillis + wait, growing));
        return false;
    }

    /**
     * The file was looked for in vain. True when it was missing at the last look too, and is no longer pending: many
     * programs save a file by removing it and writing it again.
     */
    boolean gone(Path file, long nowMillis) {
        Entry last = entries.get(file);
        if (last != null && last.missing()) {
            entries.remove(file);
            return true;
        }
        entries.put(file, new Entry(null, nowMillis + settle.toMillis(), false, true, false));
        return false;
    }

    /** Nothing is expected of the file any more. */
    void forget(Path file) {
        entries.remove(file);
    }
}
