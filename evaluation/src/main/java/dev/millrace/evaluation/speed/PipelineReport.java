package dev.millrace.evaluation.speed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.evaluation.speed.PipelineRound.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** How fast the whole pipeline was in some rounds beside langchain4j's ingestor and its own encoder, as a table and as JSON. */
public final class PipelineReport {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double MIB = 1024 * 1024;

    private final int files;
    private final List<PipelineRound> rounds;

    /** @param files in each turn */
    public PipelineReport(int files, List<PipelineRound> rounds) {
        this.files = files;
        this.rounds = List.copyOf(rounds);
    }

    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-27s %12s %10s %8s %8s %10s%n",
                "",
                "documents/s",
                "chunks/s",
                "seconds",
                "CPU s",
                "peak MiB"));
        turns().forEach((name, turn) -> text.append(String.format(
                Locale.ROOT,
                "%-27s %12.1f %10.1f %8.1f %8.1f %10.0f%n",
                name,
                median(turn, Turn::documentsPerSecond),
                median(turn, Turn::chunksPerSecond),
                median(turn, Turn::seconds),
                median(turn, Turn::cpuSeconds),
                median(turn, Turn::peakMemoryBytes) / MIB)));
        text.append(String.format(
                Locale.ROOT,
                "%-27s %12s %10.1f%n",
                "bare encoder",
                "",
                spread(PipelineRound::encoderChunksPerSecond).median()));
        text.append(ratios().text(40));
        text.append(String.format(
                Locale.ROOT,
                "%nMedians of %d rounds with the same %d files. Of documents for langchain4j, of chunks for the encoder.%n"
                        + "CPU: with OpenSearch and Kafka; memory: without. langchain4j's chunks are its own, of %,d characters, of%n"
                        + "which its model reads the first 128 tokens; uncut: of %d characters, which it nearly always reads whole.%n",
                rounds.size(),
                files,
                PipelineRound.SEGMENT_CHARS,
                PipelineRound.UNCUT_SEGMENT_CHARS));
        return text.toString();
    }

    public String json() {
        ObjectNode root = JSON.createObjectNode().put("files", files).put("rounds", rounds.size());
        turns().forEach((name, turn) -> {
            ObjectNode node = root.putObject(name);
            node.put("documents", (long) median(turn, Turn::documents))
                    .put("chunks", (long) median(turn, Turn::chunks));
            spread(turn, Turn::documentsPerSecond).put(node, "documents_per_second");
            spread(turn, Turn::chunksPerSecond).put(node, "chunks_per_second");
            spread(turn, Turn::seconds).put(node, "seconds");
            spread(turn, Turn::cpuSeconds).put(node, "cpu_seconds");
            spread(turn, Turn::peakMemoryBytes).put(node, "peak_memory_bytes");
        });
        spread(PipelineRound::encoderChunksPerSecond).put(root, "encoder_chunks_per_second");
        ratios().put(root);
        return root.toPrettyString() + "\n";
    }

    private static Map<String, Function<PipelineRound, Turn>> turns() {
        Map<String, Function<PipelineRound, Turn>> turns = new LinkedHashMap<>();
        turns.put("millrace", PipelineRound::millrace);
        turns.put("langchain4j_ingestor", PipelineRound::langchain4j);
        turns.put("langchain4j_ingestor_uncut", PipelineRound::langchain4jUncut);
        return turns;
    }

    private Ratios ratios() {
        Map<String, Spread> ratios = new LinkedHashMap<>();
        ratios.put("pipeline_vs_encoder", spread(PipelineRound::vsEncoder));
        ratios.put("pipeline_vs_langchain4j_ingestor", spread(PipelineRound::vsLangchain4j));
        ratios.put("pipeline_vs_langchain4j_ingestor_uncut", spread(PipelineRound::vsLangchain4jUncut));
        return new Ratios(ratios);
    }

    private double median(Function<PipelineRound, Turn> turn, ToDoubleFunction<Turn> figure) {
        return spread(turn, figure).median();
    }

    private Spread spread(Function<PipelineRound, Turn> turn, ToDoubleFunction<Turn> figure) {
        return spread(round -> figure.applyAsDouble(turn.apply(round)));
    }

    private Spread spread(ToDoubleFunction<PipelineRound> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
