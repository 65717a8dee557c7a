package dev.millrace.search;

/** OpenSearch did not answer, or answered with a failure. The message is a sentence for the one who asked. */
final class IndexUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    IndexUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    IndexUnavailableException(String message) {
        super(message);
    }
}
