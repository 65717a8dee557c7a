package dev.millrace.encoder;

/** The numbers that the model's matrices are multiplied in. */
public enum Precision {
    /** As the model was published. */
    FLOAT32,

    /**
     * Bytes: the weights by a scale for each column, what they are multiplied with by a scale for each text. Faster, and a
     * little off: the vectors are others than those of {@link #FLOAT32}.
     */
    INT8
}
