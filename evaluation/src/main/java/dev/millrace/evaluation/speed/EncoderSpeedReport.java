package dev.millrace.evaluation.speed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What {@link EncoderSpeed} found, as a table and as JSON. */
public final class EncoderSpeedReport {
    private static final JsonMapper JSON = new JsonMapper();

    private final EncoderResults results;
    private final int threads;
    private final int rounds;
    private final Duration turn;

    EncoderSpeedReport(EncoderResults results, int threads, int rounds, Duration turn) {
        this.results = results;
        this.threads = threads;
        this.rounds = rounds;
        this.turn = turn;
    }

    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-6s %-24s %10s %10s %12s %9s %8s %8s %8s%n",
                "tokens",
                "encoder",
                "chunks/s",
                "tokens/s",
                "tokens/CPU s",
                "GFLOP/s",
                "of peak",
                "cosine",
                "least"));
        for (String mix : results.mixes()) {
            for (String contender : results.contenders()) {
                Likeness likeness = results.likeness(mix, contender);
                double gflops = results.spread(mix, contender, Sample::gflops).median();
                text.append(String.format(
                        Locale.ROOT,
                        "%-6s %-24s %10.1f %10.0f %12.0f %9.1f %7.0f%% %8.5f %8.5f%n",
                        mix,
                        contender,
                        results.spread(mix, contender, Sample::textsPerSecond).median(),
                        results.spread(mix, contender, Sample::tokensPerSecond).median(),
                        results.spread(mix, contender, Sample::tokensPerCpuSecond)
                                .median(),
                        gflops,
                        100 * gflops / results.peak().median(),
                        likeness.mean(),
                        likeness.least()));
            }
        }
        text.append(ratios().text(46));
        text.append(String.format(
                Locale.ROOT,
                "%nMedians of %d rounds of %.1f s each; %d processors; a large matrix multiplication: %.0f GFLOP/s"
                        + " (%.0f to %.0f).%nTokens are those really embedded: langchain4j cuts every text at 128.%n",
                rounds,
                turn.toMillis() / 1e3,
                threads,
                results.peak().median(),
                results.peak().min(),
                results.peak().max()));
        return text.toString();
    }

    public String json() {
        ObjectNode root = JSON.createObjectNode()
                .put("rounds", rounds)
                .put("seconds", turn.toMillis() / 1e3)
                .put("threads", threads);
        results.peak().put(root, "gemm_peak_gflops");
        ObjectNode mixes = root.putObject("mixes");
        for (String mix : results.mixes()) {
            ObjectNode ofMix = mixes.putObject(mix);
            results.contenders().forEach(contender -> put(ofMix.putObject(contender), mix, contender));
        }
        ratios().put(root);
        return root.toPrettyString() + "\n";
    }

    private void put(ObjectNode node, String mix, String contender) {
        Spread gflops = results.spread(mix, contender, Sample::gflops);
        Likeness likeness = results.likeness(mix, contender);
        results.spread(mix, contender, Sample::textsPerSecond).put(node, "chunks_per_second");
        results.spread(mix, contender, Sample::tokensPerSecond).put(node, "tokens_per_second");
        results.spread(mix, contender, Sample::tokensPerCpuSecond).put(node, "tokens_per_cpu_second");
        gflops.put(node, "gflops");
        node.put("share_of_gemm_peak", gflops.median() / results.peak().median())
                .put("cosine_mean", likeness.mean())
                .put("cosine_least", likeness.least());
    }

    /** Tokens a second on the real mix under the plain names, the same by processor time, and chunks a second at texts of 120 tokens. */
    private Ratios ratios() {
        Map<String, Spread> ratios = new LinkedHashMap<>();
        String real = LengthMix.REAL.written();
        String medium = LengthMix.MEDIUM.written();
        for (String ours : new String[] {EncoderSpeed.FLOAT32, EncoderSpeed.INT8}) {
            for (String theirs : new String[] {EncoderSpeed.LANGCHAIN4J_FLOAT32, EncoderSpeed.LANGCHAIN4J_QUANTIZED}) {
                if (results.has(ours)) {
                    String name = ours + "_vs_" + theirs;
                    ratios.put(name, results.ratio(real, ours, theirs, Sample::tokensPerSecond));
                    ratios.put(name + "_per_cpu_second", results.ratio(real, ours, theirs, Sample::tokensPerCpuSecond));
                    ratios.put(
                            name + "_chunks_at_" + medium, results.ratio(medium, ours, theirs, Sample::textsPerSecond));
                }
            }
        }
        return new Ratios(ratios);
    }
}
