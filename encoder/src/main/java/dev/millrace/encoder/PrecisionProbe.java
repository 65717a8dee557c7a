package dev.millrace.encoder;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which precision suits a machine. */
final class PrecisionProbe {
    private static final Logger log = LoggerFactory.getLogger(PrecisionProbe.class);

    /** What bytes lose in ranking is not worth less than this. */
    private static final double LEAST_SPEED_UP = 1.2;

    /** Vectors farther off tell of a processor, or a runtime, that does not compute what it should. */
    private static final double LEAST_COSINE = 0.98;

    private static final int ROUNDS = 2;

    /** Some 100 tokens each, as chunks are. */
    static final List<String> TEXTS = List.of(
            "The consumer group lags behind as soon as one of its members waits for the disk. What the broker hands out is"
                    + " bounded by the bytes of a fetch, so a slow partition does not hold back the others; but its own records"
                    + " grow older, and those who search see yesterday's documents. Look at the lag of each partition first,"
                    + " then at the age of its oldest record, and only then at the number of threads.",
            "Twelve patients with a deficiency of vitamin D were given a daily supplement over eight weeks, and twelve others"
                    + " a placebo. Neither they nor their doctors knew which. Blood was taken on the first day, in the fourth"
                    + " week and at the end. The concentration in the serum rose from 31 to 74 nmol/l in the first group, and"
                    + " did not change in the second; no side effects were reported.",
            "Invoice 2024-0117. Payable within 30 days without deduction. Item, quantity, price: hinge, brass, 40 mm, 200"
                    + " pieces, 1.15; screw, countersunk, 3.5 x 16, 1,000 pieces, 0.02; drawer runner, full extension, 450 mm,"
                    + " 24 pairs, 17.90. Delivery to the side entrance, between seven and eleven in the morning. Please quote"
                    + " the number of your order with every question.",
            "When the snow melts, the river rises by two metres within a week, and the mills along its upper course, built"
                    + " for a quarter of that water, stand still. The weir was moved upstream in 1864, after the flood had"
                    + " taken the wheel of the third mill and half of its northern wall; since then a channel with a sluice"
                    + " leads what is too much around the village and back into the old bed.");

    private PrecisionProbe() {}

    /**
     * What was measured.
     *
     * @param speedUp how many times as fast bytes are, by processor time
     * @param leastCosine of a text's vector by bytes to that by floats
     */
    record Measured(double speedUp, double leastCosine) {

        Precision better() {
            return speedUp >= LEAST_SPEED_UP && leastCosine >= LEAST_COSINE ? Precision.INT8 : Precision.FLOAT32;
        }
    }

    /** On one thread, the caller's, whose processor time is measured: other work on the machine has little part in that. */
    static EncoderConfig config(EncoderConfig config, Precision precision) {
        return new EncoderConfig(1, config.batchTokenBudget(), config.nativeCacheDirectory(), precision);
    }

    /** Lets both embed in turns. Both must use the caller's thread alone. */
    static Measured measure(Encoder exact, Encoder fast) {
        double leastCosine = leastCosine(exact.embed(TEXTS), fast.embed(TEXTS));
        List<Double> speedUps = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double floats = nanoseconds(exact);
            speedUps.add(floats / nanoseconds(fast));
        }
        Measured measured = new Measured(
                speedUps.stream().mapToDouble(Double::doubleValue).average().orElse(0), leastCosine);
        log.info(
                "precision measured int8_speed_up={} least_cosine={} better={}",
                measured.speedUp(),
                measured.leastCosine(),
                measured.better());
        return measured;
    }

    private static double nanoseconds(Encoder encoder) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        encoder.embed(TEXTS);
        return Math.max(1, threads.getCurrentThreadCpuTime() - before);
    }

    private static double leastCosine(List<float[]> left, List<float[]> right) {
        return IntStream.range(0, left.size())
                .mapToDouble(text -> cosine(left.get(text), right.get(text)))
                .min()
                .orElseThrow();
    }

    /** Of vectors of length 1. */
    private static double cosine(float[] left, float[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(i -> (double) left[i] * right[i])
                .sum();
    }
}
