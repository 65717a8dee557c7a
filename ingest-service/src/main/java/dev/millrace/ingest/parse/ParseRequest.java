package dev.millrace.ingest.parse;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A document to parse. Its type is detected from its content; the hints decide only where content alone cannot
 * (Markdown or CSV look like any other plain text).
 *
 * @param filename the name the document goes by, such as {@code notes.md}
 * @param contentType the media type its sender declared
 * @param attemptKey the same whenever this very content of the document is parsed again, so that attempts are counted
 *     also when they end this process; null where they need not be
 */
public record ParseRequest(
        DocumentSource source,
        @Nullable String filename,
        @Nullable String contentType,
        @Nullable String attemptKey) {

    public static ParseRequest of(byte[] bytes, @Nullable String filename, @Nullable String contentType) {
        return new ParseRequest(new DocumentSource.InMemory(bytes), filename, contentType, null);
    }

    public static ParseRequest of(Path path, @Nullable String filename, @Nullable String contentType) {
        return new ParseRequest(new DocumentSource.OnDisk(path), filename, contentType, null);
    }
}
