package dev.millrace.encoder;

import java.util.Arrays;
import java.util.Map;

/**
 * The channels of the model's hidden states that are outsize in every text, in one token at least: all of a text's numbers
 * are taken to bytes by one scale, so these would leave the others a handful of values. They are made smaller, and the rows
 * of the matrices that they meet larger by as much, so the products stay what they are.
 *
 * <p>By how much is SmoothQuant's formula (Xiao et al. 2023) with a half for its exponent, and all rows of a matrix taken to
 * be of one size: the root of the channel's largest number, here counted in those of the channel in the middle. The most of
 * all layers is taken, and rounded down to a power of two, which floats multiply exactly; so most channels stay as they are.
 * A test derives the table anew.
 */
final class OutsizeChannels {
    /** What the model's channels are divided by. */
    static final Map<Integer, Integer> DIVISORS = Map.of(63, 2, 99, 4, 127, 2, 157, 2, 223, 2, 267, 2, 319, 2);

    private OutsizeChannels() {}

    /** What each channel is multiplied with to make the outsize ones smaller. */
    static float[] factors() {
        float[] factors = new float[MiniLmModel.DIMENSION];
        Arrays.fill(factors, 1);
        DIVISORS.forEach((channel, divisor) -> factors[channel] = 1f / divisor);
        return factors;
    }

    /** The matrix for channels made smaller. */
    static float[] compensated(float[] matrix, int columns) {
        float[] compensated = matrix.clone();
        DIVISORS.forEach((row, divisor) -> {
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                compensated[i] *= divisor;
            }
        });
        return compensated;
    }
}
