package dev.millrace.ingest.source.bucket;

import java.io.IOException;

/** A bucket can't be used for now. The message is a sentence that names what to mend. */
public final class BucketException extends IOException {

    private static final long serialVersionUID = 1L;

    BucketException(String message, Throwable cause) {
        super(message, cause);
    }
}
