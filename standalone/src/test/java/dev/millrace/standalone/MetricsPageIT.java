package dev.millrace.standalone;

import static dev.millrace.standalone.TestPipeline.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds docs/metrics.md true: what it names is measured, what is measured it names. */
class MetricsPageIT {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern ROW = Pattern.compile("^\\| `(millrace_\\w+)(?:\\{([\\w,]+)})?` \\|.*");
    private static final Pattern FIRST_COLUMN = Pattern.compile("^\\| `(\\w+)` \\|.*");
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    /** What Prometheus makes of one histogram or summary. */
    private static final Pattern SERIES = Pattern.compile("_(bucket|sum|count|max)$");

    private static TestPipeline pipeline;

    @BeforeAll
    static void useEveryService() throws Exception {
        pipeline = TestPipeline.shared();
        pipeline.write("metrics/measured.txt", "The anemometer measures the wind at the harbour.");
        eventually(() -> assertThat(pipeline.texts("anemometer harbour", "hybrid", 1))
                .singleElement()
                .asString()
                .contains("anemometer"));
    }

    @Test
    void namesEachMetricOfARunningPipelineWithItsLabels() {
        eventually(() -> assertThat(measured()).isEqualTo(documented()));
    }

    @Test
    void namesEachStage() {
        eventually(() -> assertThat(values("stage")).isEqualTo(rows("stage")));
    }

    @Test
    void namesEachBatch() {
        eventually(() -> assertThat(values("batch")).isEqualTo(rows("batch")));
    }

    @Test
    void namesEveryOutcome() throws IOException {
        Set<String> named = CODE.matcher(section("Outcomes"))
                .results()
                .map(code -> code.group(1))
                .collect(Collectors.toSet());
        assertThat(named).containsAll(values("outcome"));
    }

    @Test
    void tellsOfJvmAndKafkaClients() {
        assertThat(pipeline.get("/metrics"))
                .contains("jvm_memory_used_bytes{")
                .contains("kafka_consumer_")
                .contains("kafka_producer_");
    }

    /** The first column of the table that follows a heading; the heading is the column's name in the plural. */
    private static Set<String> rows(String column) throws IOException {
        return section(column.substring(0, 1).toUpperCase(Locale.ROOT)
                        + column.substring(1)
                        + (column.endsWith("h") ? "es" : "s"))
                .lines()
                .map(FIRST_COLUMN::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("### " + heading + "\n");
        assertThat(start).as("heading %s", heading).isNotNegative();
        int end = page.indexOf("\n#", start + 1);
        return page.substring(start, end);
    }

    /** The values of a label on any metric of the pipeline. */
    private static Set<String> values(String label) {
        Pattern value = Pattern.compile("\\b" + label + "=\"(\\w+)\"");
        return pipelineSamples()
                .flatMap(sample -> value.matcher(sample.labels()).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<MetricsText.Sample> pipelineSamples() {
        return MetricsText.parse(pipeline.get("/metrics")).samples().stream()
                .filter(sample -> sample.name().startsWith("millrace_"));
    }

    private static Set<String> documented() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1)
                        + sorted(row.group(2) == null ? "" : row.group(2).replace(",", " ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> measured() {
        return pipelineSamples()
                .map(sample -> SERIES.matcher(sample.name()).replaceFirst("") + labels(sample.labels()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String labels(String written) {
        return sorted(LABEL.matcher(written)
                .results()
                .map(label -> label.group(1))
                .filter(name -> !name.equals("le") && !name.equals("quantile"))
                .collect(Collectors.joining(" ")));
    }

    private static String sorted(String names) {
        return new TreeSet<>(Set.of(names.split(" "))).toString();
    }
}
