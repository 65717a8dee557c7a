package dev.millrace.encoder;

import java.time.Duration;

/** Hears, on the caller's thread, what a call to an {@link Encoder} spent its time on. */
public interface EncoderListener {
    /** Hears nothing. */
    EncoderListener NONE = new EncoderListener() {
        @Override
        public void tokenized(int texts, int tokens, Duration took) {}

        @Override
        public void embedded(int texts, int paddedTokens, Duration took) {}
    };

    /** Once a call: all its texts are tokens; {@code tokens} counts those the model reads. */
    void tokenized(int texts, int tokens, Duration took);

    /** Once a batch: {@code texts} of the call went through the model as {@code paddedTokens}, padding included. */
    void embedded(int texts, int paddedTokens, Duration took);
}
