package dev.millrace.embedded;

import org.jspecify.annotations.Nullable;

/** Kafka or OpenSearch could not be started; the message is one sentence for the user that names the fix. */
public final class EmbeddedStackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedStackException(String message) {
        this(message, null);
    }

    EmbeddedStackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
