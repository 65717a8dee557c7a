package dev.millrace.encoder;

import java.util.List;

/** Turns texts into vectors whose dot product says how near they are in meaning. Safe for use by many threads. */
public interface Encoder extends AutoCloseable {
    /** Like {@link #embed(List, EncoderListener)}, with nobody listening. */
    default List<float[]> embed(List<String> texts) {
        return embed(texts, EncoderListener.NONE);
    }

    /**
     * Returns a vector of {@link #dimension()} components and length 1 for each text, in the order given. A text without
     * a word gets one too; what is beyond the model's limit of tokens has no part in it.
     *
     * @throws EncoderException when the model fails or yields no usable vector; nothing is returned then
     */
    List<float[]> embed(List<String> texts, EncoderListener listener);

    /** The fingerprint of the model: of vectors with different ones no distance may be taken. */
    ModelId modelId();

    /** Components of a vector. */
    int dimension();

    /** Frees the model once calls under way have returned. */
    @Override
    void close();
}
