package dev.millrace.evaluation.speed;

/**
 * What a contender did in its turn.
 *
 * @param cpuSeconds processor time of the whole process meanwhile
 * @param tokens really embedded, without padding
 * @param operations floating-point operations that these tokens need
 */
record Sample(double seconds, double cpuSeconds, long texts, long tokens, double operations) {

    private static final int LAYERS = 6;
    private static final int WIDTH = 384;
    private static final int INNER_WIDTH = 1536;

    double textsPerSecond() {
        return texts / seconds;
    }

    double tokensPerSecond() {
        return tokens / seconds;
    }

    /** Other work on the machine changes this less than what a second brings. */
    double tokensPerCpuSecond() {
        return tokens / cpuSeconds;
    }

    double gflops() {
        return operations / seconds / 1e9;
    }

    /** Multiplications and additions that the model needs for a text: by its weights, and of each token by each. */
    static double operations(int tokens) {
        double weights = 4.0 * WIDTH * WIDTH + 2.0 * WIDTH * INNER_WIDTH;
        double attention = 2.0 * tokens * WIDTH;
        return 2.0 * LAYERS * tokens * (weights + attention);
    }
}
