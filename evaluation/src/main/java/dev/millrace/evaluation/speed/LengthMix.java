package dev.millrace.evaluation.speed;

import java.util.Random;

/** How long the texts are that are embedded, in tokens, with the two special ones. */
enum LengthMix {
    SHORT("32", 32),
    MEDIUM("120", 120),
    LONG("250", 250),
    /** The deciles of the chunks that the default strategy made of mixed office documents. */
    REAL("real", 3, 29, 95, 145, 168, 186, 204, 228, 253, 256, 256);

    private final String written;

    @SuppressWarnings("ImmutableEnumChecker") // never written to
    private final int[] quantiles;

    LengthMix(String written, int... quantiles) {
        this.written = written;
        this.quantiles = quantiles;
    }

    String written() {
        return written;
    }

    int length(Random random) {
        if (quantiles.length == 1) {
            return quantiles[0];
        }
        double place = random.nextDouble() * (quantiles.length - 1);
        int below = (int) place;
        return (int) Math.round(quantiles[below] + (place - below) * (quantiles[below + 1] - quantiles[below]));
    }
}
