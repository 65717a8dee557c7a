package dev.millrace.ingest.parse;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A document to parse. Its type is detected from its content; the hints decide only where content alone cannot
 * (Markdown or CSV look like any other plain text).
 *
 * @param filename the name the document goes by, such as {@code notes.md}
 * @param contentType the media type its sender declared
 */
public record ParseRequest(
        DocumentSource source,
        @Nullable String filename,
        @Nullable String contentType) {

    public static ParseRequest of(byte[] bytes, @Nullable String filename, @Nullable String contentType) {
        return new ParseRequest(new DocumentSource.InMemory(bytes), filename, contentType);
    }

    public static ParseRequest of(Path path, @Nullable String filename, @Nullable String contentType) {
        return new ParseRequest(new DocumentSource.OnDisk(path), filename, contentType);
    }
}
