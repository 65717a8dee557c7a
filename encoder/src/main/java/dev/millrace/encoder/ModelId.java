package dev.millrace.encoder;

/**
 * The fingerprint of a model: vectors may be compared only when theirs are equal.
 *
 * @param value name, precision and a hash of the weights, such as {@code all-minilm-l6-v2:float32:759c3cd2b7fe}
 */
public record ModelId(String value) {
    public ModelId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A model id must not be blank.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
