package dev.millrace.ingest.source;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.ingest.document.Attributes;
import dev.millrace.ingest.parse.DocumentSource;
import java.io.IOException;
import java.nio.file.Files;
import org.slf4j.LoggerFactory;

/** The present state of a referenced object. To be closed once nobody reads its content any more. */
public sealed interface Fetched extends AutoCloseable {

    /**
     * It is there.
     *
     * @param contentHash SHA-256 of the bytes
     * @param version of the state that was read, opaque
     * @param attributes what the source says about it; the file name always
     * @param temporary whether the content is a copy on the disk that goes when this is closed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read
    record Present(DocumentSource content, byte[] contentHash, String version, Attributes attributes, boolean temporary)
            implements Fetched {

        @Override
        public void close() {
            if (temporary && content instanceof DocumentSource.OnDisk(var path)) {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    LoggerFactory.getLogger(Fetched.class)
                            .warn("path={} stays until the next start: {}", path, e.toString());
                }
            }
        }
    }

    /** It is not there: the document is deleted. */
    record Gone() implements Fetched {}

    /** It can't be read, and trying again would not help. {@code message} says what to mend. */
    record Refused(Reason reason, String message) implements Fetched {}

    @Override
    default void close() {}
}
