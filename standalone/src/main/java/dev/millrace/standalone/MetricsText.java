package dev.millrace.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} says, as far as commands need it. */
final class MetricsText {

    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?$");

    /** One line: the labels are as they stand between the braces. */
    record Sample(String name, String labels, double value) {}

    private final List<Sample> samples;

    private MetricsText(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    static MetricsText parse(String text) {
        List<Sample> samples = new ArrayList<>();
        text.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(line -> {
            String labels = line.group(2);
            samples.add(new Sample(line.group(1), labels == null ? "" : labels, number(line.group(3))));
        });
        return new MetricsText(samples);
    }

    List<Sample> samples() {
        return samples;
    }

    /** The sum over all samples of a name that have these labels, whatever others they have; 0 when there is none. */
    long sum(String name, Map<String, String> labels) {
        List<String> wanted = labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .toList();
        return Math.round(samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> wanted.stream().allMatch(sample.labels()::contains))
                .mapToDouble(Sample::value)
                .sum());
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
