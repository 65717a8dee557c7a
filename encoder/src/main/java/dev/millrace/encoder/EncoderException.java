package dev.millrace.encoder;

import java.util.OptionalInt;

/** An encoder could not start, or could not turn a text into a vector. Never holds a text's content. */
public final class EncoderException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NO_TEXT = -1;

    private final int textIndex;

    EncoderException(String message, Throwable cause) {
        super(message, cause);
        this.textIndex = NO_TEXT;
    }

    /** One text of a call is at fault: the one at {@code textIndex} of the list given. */
    public EncoderException(String message, int textIndex) {
        super(message);
        this.textIndex = textIndex;
    }

    /** Which text of the call is at fault, where one is known to be. */
    public OptionalInt textIndex() {
        return textIndex == NO_TEXT ? OptionalInt.empty() : OptionalInt.of(textIndex);
    }
}
