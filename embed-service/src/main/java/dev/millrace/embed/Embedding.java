package dev.millrace.embed;

/** What the encoder made of one text. */
sealed interface Embedding {

    /** Float32, L2-normalised. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read
    record Vector(float[] values) implements Embedding {}

    /** The encoder fails on this very text, also when it is alone. */
    record Failed(String message) implements Embedding {}
}
