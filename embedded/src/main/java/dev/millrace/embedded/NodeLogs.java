package dev.millrace.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files one node writes to.
 *
 * @param log its log, kept between runs
 * @param console what it prints, of the last run only
 * @param earlierBytes how much of the log is from earlier runs
 */
record NodeLogs(Path log, Path console, long earlierBytes) {

    private static final int TAIL_BYTES = 256 * 1024;

    static NodeLogs of(NodeKind kind, Path logDirectory) throws IOException {
        Files.createDirectories(logDirectory);
        Path log = logDirectory.resolve(kind.fileName() + ".log");
        return new NodeLogs(log, logDirectory.resolve(kind.fileName() + ".out"), size(log));
    }

    /** The last lines of this run, the log's after the console's. */
    List<String> tail() throws IOException {
        List<String> lines = new ArrayList<>(tail(console, 0));
        lines.addAll(tail(log, size(log) < earlierBytes ? 0 : earlierBytes));
        return lines;
    }

    private static List<String> tail(Path file, long from) throws IOException {
        long size = size(file);
        if (size == 0) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(from, size - TAIL_BYTES));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
