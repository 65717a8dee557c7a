package dev.millrace.standalone;

import dev.millrace.standalone.MetricsText.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the metrics say of each source, by name. */
record SourceStates(List<State> sources) {

    private static final Pattern SOURCE = Pattern.compile("\\bsource=\"([^\"]*)\"");

    SourceStates {
        sources = List.copyOf(sources);
    }

    /**
     * One source.
     *
     * @param documents at the last complete listing
     * @param listingAgeSeconds not a number before the first one
     * @param held deletions
     */
    record State(String name, long documents, double listingAgeSeconds, long held) {}

    static SourceStates of(MetricsText metrics) {
        List<State> sources = new ArrayList<>();
        for (Sample objects : metrics.samples()) {
            Matcher source = SOURCE.matcher(objects.labels());
            if (objects.name().equals("millrace_source_objects") && source.find()) {
                String name = source.group(1);
                sources.add(new State(
                        name,
                        Math.round(objects.value()),
                        value(metrics, "millrace_source_listing_age_seconds", name),
                        Math.round(value(metrics, "millrace_source_held_deletions", name))));
            }
        }
        return new SourceStates(
                sources.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList());
    }

    Optional<State> named(String name) {
        return sources.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    /** Those that hold deletions. */
    List<State> holding() {
        return sources.stream().filter(source -> source.held() > 0).toList();
    }

    private static double value(MetricsText metrics, String name, String source) {
        return metrics.samples().stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> sample.labels().contains("source=\"" + source + "\""))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
