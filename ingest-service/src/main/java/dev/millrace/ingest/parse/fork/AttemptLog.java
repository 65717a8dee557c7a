package dev.millrace.ingest.parse.fork;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Remembers, in a file for each document that is being parsed, how often it has ended its parser or this whole service,
 * so that a document that does so ends in the dead letters, however the service is started again. The file is gone once
 * the document has an outcome.
 */
final class AttemptLog {

    /** So rare that it never means anything that a service was killed by others while it parsed one document. */
    static final int MOST_INTERRUPTIONS = 10;

    private static final Duration KEPT = Duration.ofDays(7);

    private final Path folder;

    /**
     * @param crashes parsers that the document has ended
     * @param interruptions how often in a row the service ended while the document was parsed
     * @param underway whether it is being parsed now; read from a file, whether it was when the service ended
     */
    record Attempts(int crashes, int interruptions, boolean underway) {

        static final Attempts NONE = new Attempts(0, 0, false);

        /** The next attempt: one that was underway has ended the service, or the service was killed. */
        Attempts begun() {
            return new Attempts(crashes, underway ? interruptions + 1 : 0, true);
        }

        Attempts crashed() {
            return new Attempts(crashes + 1, interruptions, true);
        }

        /** Ended in order without an outcome. */
        Attempts givenUp() {
            return new Attempts(crashes, 0, false);
        }

        String line() {
            return crashes + " " + interruptions + " " + underway;
        }

        static Attempts read(String line) {
            String[] fields = line.strip().split(" ", -1);
            try {
                return fields.length == 3
                        ? new Attempts(
                                Integer.parseInt(fields[0]),
                                Integer.parseInt(fields[1]),
                                Boolean.parseBoolean(fields[2]))
                        : NONE;
            } catch (NumberFormatException e) {
                return NONE; // written in the moment of a crash: better one attempt more
            }
        }
    }

    private AttemptLog(Path folder) {
        this.folder = folder;
    }

    /** Opens the log and forgets what has not been tried for long. */
    static AttemptLog open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Instant oldest = Instant.now().minus(KEPT);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return new AttemptLog(folder);
    }

    Attempts read(String key) throws IOException {
        try {
            return Attempts.read(Files.readString(file(key)));
        } catch (NoSuchFileException e) {
            return Attempts.NONE;
        }
    }

    void write(String key, Attempts attempts) throws IOException {
        if (attempts.equals(Attempts.NONE)) {
            Files.deleteIfExists(file(key));
        } else {
            Files.writeString(file(key), attempts.line());
        }
    }

    /** Names of files are hashes: keys may be longer than a name, and hold anything. */
    private Path file(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
