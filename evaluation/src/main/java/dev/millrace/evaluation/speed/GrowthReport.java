package dev.millrace.evaluation.speed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.evaluation.report.Html;
import dev.millrace.evaluation.speed.GrowthChart.Line;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** How an index grew, as a table, as JSON and as a page with plots. */
public final class GrowthReport {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double MIB = 1 << 20;
    private static final String BLUE = "#2563a8";
    private static final String ORANGE = "#c2571a";
    private static final String GREEN = "#1a7f4b";

    private static final List<String> HEADINGS = List.of(
            "chunks",
            "chunks/s",
            "stretch",
            "p50 ms",
            "p99 ms",
            "services",
            "peak",
            "OpenSearch",
            "Kafka",
            "index",
            "log");

    private final Plan plan;
    private final List<GrowthStep> steps;

    /**
     * How it was measured.
     *
     * @param origin what the real texts were cut from
     * @param realChunks how many of the first have a text and a vector that the model made of it
     * @param window so many chunks before each step were timed
     * @param warmUpChunks that were written before anything was timed
     * @param warmUpWrites of each of them
     * @param questions at each step
     */
    public record Plan(String origin, int realChunks, int window, int warmUpChunks, int warmUpWrites, int questions) {}

    /** @param steps from small to large, at least one */
    public GrowthReport(Plan plan, List<GrowthStep> steps) {
        this.plan = plan;
        this.steps = List.copyOf(steps);
    }

    /** The rate at the last step by that at the first. */
    public double rateLastVsFirst() {
        return steps.getLast().chunksPerSecond() / steps.getFirst().chunksPerSecond();
    }

    /** The same by processor time since the size before, which other work on the machine disturbs less. */
    private double rateLastVsFirstPerCpuSecond() {
        return steps.getFirst().totalCpuMsPerChunk() / steps.getLast().totalCpuMsPerChunk();
    }

    public String text() {
        StringBuilder text = new StringBuilder(row(HEADINGS.toArray()));
        for (GrowthStep step : steps) {
            text.append(row(cells(step).toArray()));
        }
        text.append(String.format(
                Locale.ROOT,
                "%nRate at the last size by that at the first: %.2f; by processor time of all: %.2f%n%n",
                rateLastVsFirst(),
                rateLastVsFirstPerCpuSecond()));
        steps.forEach(step -> text.append(cpu(step)).append('\n'));
        text.append('\n');
        explained().forEach(sentence -> text.append(sentence).append('\n'));
        return text.toString();
    }

    public String json() {
        ObjectNode root = JSON.createObjectNode()
                .put("origin", plan.origin())
                .put("real_chunks", plan.realChunks())
                .put("window_chunks", plan.window())
                .put("warm_up_chunks", plan.warmUpChunks())
                .put("warm_up_writes_of_each", plan.warmUpWrites())
                .put("questions", plan.questions());
        root.set("steps", JSON.valueToTree(steps));
        root.putObject("ratios")
                .put("rate_last_vs_first", rateLastVsFirst())
                .put("rate_last_vs_first_per_cpu_second", rateLastVsFirstPerCpuSecond());
        root.set("notes", JSON.valueToTree(explained()));
        return root.toPrettyString() + "\n";
    }

    public String html() {
        GrowthChart chart = new GrowthChart(steps);
        String verdict = String.format(
                Locale.ROOT,
                "<p>At %s chunks, indexing goes at %.2f of the rate at %s.</p>%n",
                GrowthChart.thousands(steps.getLast().chunks()),
                rateLastVsFirst(),
                GrowthChart.thousands(steps.getFirst().chunks()));
        StringBuilder notes = new StringBuilder();
        explained()
                .forEach(sentence -> notes.append("<p class=\"soft\">")
                        .append(Html.escaped(sentence))
                        .append("</p>\n"));
        return Html.page(
                "How Millrace grows",
                "<h1>How Millrace grows</h1>\n" + Html.section("verdict", verdict)
                        + Html.section("", "<div class=\"panels\">\n" + panels(chart) + "</div>\n")
                        + Html.section("", "<h2>All figures</h2>\n" + table())
                        + Html.section("", "<h2>How it was measured</h2>\n" + notes));
    }

    private static String panels(GrowthChart chart) {
        return panel(
                        chart,
                        "Indexing, chunks a second",
                        "%.0f",
                        new Line("chunks/s", BLUE, GrowthStep::chunksPerSecond))
                + panel(
                        chart,
                        "A hybrid search, milliseconds",
                        "%.0f",
                        new Line("99 of 100 take at most", ORANGE, GrowthStep::queryP99Ms),
                        new Line("half of them take at most", BLUE, GrowthStep::queryP50Ms))
                + panel(
                        chart,
                        "Resident memory, MiB",
                        "%.0f",
                        new Line("services", BLUE, mebibytes(GrowthStep::servicesRssBytes)),
                        new Line(
                                "OpenSearch, with the files it has mapped",
                                ORANGE,
                                mebibytes(GrowthStep::opensearchRssBytes)),
                        new Line("Kafka", GREEN, mebibytes(GrowthStep::kafkaRssBytes)))
                + panel(
                        chart,
                        "Disk, MiB",
                        "%.0f",
                        new Line("OpenSearch", ORANGE, mebibytes(GrowthStep::opensearchDiskBytes)),
                        new Line("Kafka", GREEN, mebibytes(GrowthStep::kafkaDiskBytes)))
                + panel(
                        chart,
                        "Processor time for a chunk, milliseconds",
                        "%.2f",
                        new Line("services", BLUE, GrowthStep::servicesCpuMsPerChunk),
                        new Line("OpenSearch", ORANGE, GrowthStep::opensearchCpuMsPerChunk),
                        new Line("Kafka", GREEN, GrowthStep::kafkaCpuMsPerChunk));
    }

    private static String panel(GrowthChart chart, String title, String format, Line... lines) {
        return "<div><h2>" + title + "</h2>\n" + chart.of(title, format, List.of(lines)) + "</div>\n";
    }

    private List<String> explained() {
        int most = steps.getLast().chunks();
        int real = Math.min(plan.realChunks(), most);
        return List.of(
                real + " of " + most + " chunks are texts cut from " + plan.origin() + ", embedded by the model;"
                        + " the others are synthetic: sentences of two or three of these texts, and the weighted mean of"
                        + " their vectors with a little noise.",
                "They were written to the topic that index-service reads, as embed-service would: parsing and embedding"
                        + " have no part in the rate.",
                "The rate is that of the last " + plan.window() + " chunks before each size; `stretch` is that of all"
                        + " since the size before. Before anything was timed, the first " + plan.warmUpChunks()
                        + " chunks were written " + plan.warmUpWrites() + " times each, to warm up.",
                plan.questions()
                        + " hybrid searches at each size, one after the other once nothing is indexed or merged"
                        + " any more, each of other words in a row of the chunks' texts. Times are the server's.",
                "Memory is resident, after the searches: the services' JVM with its parsers' processes (`peak`: the most they ever had), OpenSearch with"
                        + " the files it has mapped, and Kafka. Disk is that of their data folders (`index` and `log`).");
    }

    private static List<String> cells(GrowthStep step) {
        return List.of(
                Integer.toString(step.chunks()),
                whole(step.chunksPerSecond()),
                whole(step.stretchChunksPerSecond()),
                whole(step.queryP50Ms()),
                whole(step.queryP99Ms()),
                mib(step.servicesRssBytes()),
                mib(step.servicesPeakRssBytes()),
                mib(step.opensearchRssBytes()),
                mib(step.kafkaRssBytes()),
                mib(step.opensearchDiskBytes()),
                mib(step.kafkaDiskBytes()));
    }

    private String table() {
        StringBuilder table = new StringBuilder(tableRow("th", HEADINGS));
        steps.forEach(step -> table.append(tableRow("td", cells(step))));
        return "<div class=\"scroll\"><table class=\"figures\">\n" + table + "</table></div>\n";
    }

    private static String tableRow(String tag, List<String> cells) {
        return "<tr><" + tag + ">" + String.join("</" + tag + "><" + tag + ">", cells) + "</" + tag + "></tr>\n";
    }

    private static String cpu(GrowthStep step) {
        return String.format(
                Locale.ROOT,
                "Up to %s, a chunk took %.2f ms of processor time of the services, %.2f of OpenSearch, %.2f of Kafka.",
                GrowthChart.thousands(step.chunks()),
                step.servicesCpuMsPerChunk(),
                step.opensearchCpuMsPerChunk(),
                step.kafkaCpuMsPerChunk());
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%8s %9s %8s %7s %7s %9s %8s %11s %8s %8s %8s%n", cells);
    }

    private static ToDoubleFunction<GrowthStep> mebibytes(ToLongFunction<GrowthStep> bytes) {
        return step -> bytes.applyAsLong(step) / MIB;
    }

    private static String mib(long bytes) {
        return whole(bytes / MIB) + "M";
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
