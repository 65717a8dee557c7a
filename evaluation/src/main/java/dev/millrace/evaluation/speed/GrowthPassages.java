package dev.millrace.evaluation.speed;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * As many passages as are wanted, made when they are asked for: the real ones first, then mixtures. A mixture's text is
 * sentences of two or three real passages, its vector the weighted mean of theirs with a little noise, brought to length
 * 1. The same passage has the same place at each run.
 */
final class GrowthPassages {
    private static final double NOISE = 0.01;
    /** A prime, so that neighbours have seeds that are far apart. */
    private static final long SPREAD = 1_000_003;

    private final List<Passage> real;
    private final List<List<String>> sentences;

    /** @param real at least three */
    GrowthPassages(List<Passage> real) {
        this.real = List.copyOf(real);
        this.sentences = real.stream()
                .map(passage -> GrowthTexts.sentences(passage.text()))
                .toList();
    }

    int realPassages() {
        return real.size();
    }

    /**
     * The passage of a place.
     *
     * @param edition 0 for the one that stays, others for those that it replaces, which are always mixtures
     */
    Passage passage(int place, int edition) {
        return place < real.size() && edition == 0
                ? real.get(place)
                : mixture(new SplittableRandom((long) place * SPREAD + edition));
    }

    private Passage mixture(RandomGenerator random) {
        int[] sources = random.ints(0, real.size())
                .distinct()
                .limit(2 + random.nextInt(2))
                .toArray();
        StringBuilder text = new StringBuilder();
        float[] vector = new float[real.getFirst().vector().length];
        for (int source : sources) {
            appendPart(text, sentences.get(source), sources.length, random);
            add(vector, real.get(source).vector(), 0.2 + random.nextDouble());
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] += (float) (NOISE * random.nextGaussian());
        }
        return new Passage(text.toString(), normalised(vector));
    }

    /** Adds neighbouring sentences, so many that all sources together make a passage of usual length. */
    private static void appendPart(StringBuilder text, List<String> from, int sources, RandomGenerator random) {
        int count = Math.max(1, Math.round((float) from.size() / sources));
        int first = random.nextInt(from.size() - count + 1);
        text.append(text.isEmpty() ? "" : " ").append(String.join(" ", from.subList(first, first + count)));
    }

    private static void add(float[] sum, float[] vector, double weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (float) (weight * vector[i]);
        }
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        float[] normalised = Arrays.copyOf(vector, vector.length);
        for (int i = 0; i < vector.length; i++) {
            normalised[i] = (float) (vector[i] / Math.sqrt(squares));
        }
        return normalised;
    }
}
