package dev.millrace.ingest.chunk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The headings over a place in the text, while reading downwards. */
final class HeadingPath {

    private final Deque<Entry> open = new ArrayDeque<>();

    private record Entry(int level, String text) {}

    /** A heading ends those of its own level and below. */
    void enter(int level, String text) {
        while (!open.isEmpty() && open.getLast().level() >= level) {
            open.removeLast();
        }
        open.addLast(new Entry(level, text));
    }

    List<String> texts() {
        return open.stream().map(Entry::text).toList();
    }
}
