package dev.millrace.evaluation.beir;

/** A collection can't be read; the message is a sentence that names file and line. */
public final class BeirException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BeirException(String message) {
        super(message);
    }
}
