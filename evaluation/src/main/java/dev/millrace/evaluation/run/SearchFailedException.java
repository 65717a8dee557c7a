package dev.millrace.evaluation.run;

/** A question could not be asked; the message is a sentence. */
public final class SearchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SearchFailedException(String message) {
        super(message);
    }
}
