package dev.millrace.evaluation.speed;

import com.sun.management.OperatingSystemMXBean;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.millrace.encoder.EncoderConfig;
import dev.millrace.encoder.GemmPeak;
import dev.millrace.encoder.MiniLmEncoder;
import dev.millrace.encoder.Precision;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Millrace's encoder beside langchain4j's, on the same texts in the same process: in each round each of them has a turn at
 * each mix of lengths, in an order that is turned round from one round to the next. All use all processors.
 */
public final class EncoderSpeed {
    static final String FLOAT32 = "float32";
    static final String INT8 = "int8";
    static final String LANGCHAIN4J_FLOAT32 = "langchain4j_float32";
    static final String LANGCHAIN4J_QUANTIZED = "langchain4j_quantized";

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final int rounds;
    private final Duration turn;
    private final Consumer<String> progress;

    /**
     * Plans a measurement.
     *
     * @param turn how long each measures at a time; the last call it has begun is finished
     * @param progress hears what is done next
     */
    public EncoderSpeed(int rounds, Duration turn, Consumer<String> progress) {
        this.rounds = rounds;
        this.turn = turn;
        this.progress = progress;
    }

    public EncoderSpeedReport measure() {
        int threads = Runtime.getRuntime().availableProcessors();
        progress.accept("Opening the models");
        try (MiniLmEncoder float32 = MiniLmEncoder.open(EncoderConfig.defaults());
                MiniLmEncoder int8 = MiniLmEncoder.open(EncoderConfig.defaults().withPrecision(Precision.INT8));
                GemmPeak gemm = GemmPeak.open(threads)) {
            List<Contender> contenders = List.of(
                    Contender.ours(FLOAT32, float32),
                    Contender.ours(INT8, int8),
                    Contender.langchain4j(LANGCHAIN4J_FLOAT32, new AllMiniLmL6V2EmbeddingModel()),
                    Contender.langchain4j(LANGCHAIN4J_QUANTIZED, new AllMiniLmL6V2QuantizedEmbeddingModel()));
            Prose prose = Prose.load(float32.tokenizer());
            List<Texts> mixes = Arrays.stream(LengthMix.values())
                    .map(mix -> Texts.of(mix, prose, float32.tokenizer()))
                    .toList();
            progress.accept("Warming up");
            gemm.measure(turn);
            EncoderResults results = new EncoderResults(
                    contenders.stream().map(Contender::name).toList(),
                    mixes.stream().map(Texts::mix).toList());
            mixes.forEach(texts -> compare(contenders, texts, results));
            for (int round = 0; round < rounds; round++) {
                progress.accept("Round " + (round + 1) + " of " + rounds);
                round(round % 2 == 0 ? contenders : contenders.reversed(), mixes, gemm, results);
            }
            return new EncoderSpeedReport(results, threads, rounds, turn);
        }
    }

    /** Of the first call, which warms the contenders up as well. */
    private static void compare(List<Contender> contenders, Texts texts, EncoderResults results) {
        List<float[]> reference = contenders.getFirst().embed(texts.calls().getFirst());
        for (Contender contender : contenders) {
            results.put(
                    texts.mix(),
                    contender.name(),
                    Likeness.of(contender.embed(texts.calls().getFirst()), reference));
        }
    }

    private void round(List<Contender> contenders, List<Texts> mixes, GemmPeak gemm, EncoderResults results) {
        for (Texts texts : mixes) {
            results.addPeak(gemm.measure(turn.dividedBy(4)));
            for (Contender contender : contenders) {
                results.add(texts.mix(), contender.name(), sample(contender, texts));
            }
        }
    }

    private Sample sample(Contender contender, Texts texts) {
        List<List<Integer>> embedded = new ArrayList<>();
        long cpuBegin = PROCESS.getProcessCpuTime();
        long begin = System.nanoTime();
        long took;
        do {
            int call = embedded.size() % texts.calls().size();
            contender.embed(texts.calls().get(call));
            embedded.add(texts.tokens().get(call));
            took = System.nanoTime() - begin;
        } while (took < turn.toNanos());
        long cpu = PROCESS.getProcessCpuTime() - cpuBegin;
        int[] lengths = embedded.stream()
                .flatMap(List::stream)
                .mapToInt(tokens -> Math.min(tokens, contender.mostTokens()))
                .toArray();
        return new Sample(
                took / 1e9,
                cpu / 1e9,
                lengths.length,
                Arrays.stream(lengths).asLongStream().sum(),
                Arrays.stream(lengths).mapToDouble(Sample::operations).sum());
    }
}
