package dev.millrace.evaluation.speed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** All that was measured, by mix of lengths and contender; samples of one round have the same place in their lists. */
final class EncoderResults {
    private record Key(String mix, String contender) {}

    private final List<String> contenders;
    private final List<String> mixes;
    private final Map<Key, List<Sample>> samples = new HashMap<>();
    private final Map<Key, Likeness> likeness = new HashMap<>();
    private final List<Double> peaks = new ArrayList<>();

    EncoderResults(List<String> contenders, List<String> mixes) {
        this.contenders = contenders;
        this.mixes = mixes;
    }

    void add(String mix, String contender, Sample sample) {
        samples.computeIfAbsent(new Key(mix, contender), key -> new ArrayList<>())
                .add(sample);
    }

    void put(String mix, String contender, Likeness toReference) {
        likeness.put(new Key(mix, contender), toReference);
    }

    void addPeak(double operationsPerSecond) {
        peaks.add(operationsPerSecond / 1e9);
    }

    List<String> contenders() {
        return contenders;
    }

    List<String> mixes() {
        return mixes;
    }

    boolean has(String contender) {
        return contenders.contains(contender);
    }

    /** In thousand million floating-point operations a second. */
    Spread peak() {
        return Spread.of(peaks);
    }

    Likeness likeness(String mix, String contender) {
        return Objects.requireNonNull(likeness.get(new Key(mix, contender)));
    }

    Spread spread(String mix, String contender, ToDoubleFunction<Sample> figure) {
        return Spread.of(
                samples(mix, contender).stream().map(figure::applyAsDouble).toList());
    }

    /** Of the figures of the same rounds. */
    Spread ratio(String mix, String contender, String other, ToDoubleFunction<Sample> figure) {
        List<Sample> ours = samples(mix, contender);
        List<Sample> theirs = samples(mix, other);
        return Spread.of(IntStream.range(0, ours.size())
                .mapToObj(round -> figure.applyAsDouble(ours.get(round)) / figure.applyAsDouble(theirs.get(round)))
                .toList());
    }

    private List<Sample> samples(String mix, String contender) {
        return Objects.requireNonNull(samples.get(new Key(mix, contender)));
    }
}
