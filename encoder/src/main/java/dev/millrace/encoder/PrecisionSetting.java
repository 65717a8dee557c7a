package dev.millrace.encoder;

import java.util.Optional;

/** What the configuration says of the precision. */
public enum PrecisionSetting {
    /** Measured, at the first start; see {@link MiniLmOpening#measure}. */
    AUTO,
    FLOAT32,
    INT8;

    /** The name under which the services share what was measured. */
    public static final String CHOICE = "encoder.precision";

    /** Empty where it is to be measured. */
    public Optional<Precision> fixed() {
        return switch (this) {
            case AUTO -> Optional.empty();
            case FLOAT32 -> Optional.of(Precision.FLOAT32);
            case INT8 -> Optional.of(Precision.INT8);
        };
    }
}
