package dev.millrace.encoder;

import dev.millrace.encoder.BatchPlanner.Batch;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** all-MiniLM-L6-v2 in this process, on one shared session: agrees with sentence-transformers' use of the model. */
public final class MiniLmEncoder implements Encoder {
    private final EncoderConfig config;
    private final MiniLmTokenizer tokenizer;
    private final MiniLmSession session;
    private final Helpers helpers;
    private final ClosingGuard guard = new ClosingGuard("encoder");

    /** @param tokenizer closed with this encoder, as is the session */
    MiniLmEncoder(EncoderConfig config, MiniLmTokenizer tokenizer, MiniLmSession session) {
        this.config = config;
        this.tokenizer = tokenizer;
        this.session = session;
        this.helpers = new Helpers(config.threads() - 1);
    }

    /** Loads weights and tokenizer from the class path, side by side, which takes about a second. */
    public static MiniLmEncoder open(EncoderConfig config) {
        try (MiniLmOpening opening = MiniLmOpening.begin(config)) {
            return opening.in(config.precision());
        }
    }

    /** What the model is run in. */
    public Precision precision() {
        return config.precision();
    }

    /** The tokenizer in use, for those who count tokens beside embedding them; closed with this encoder. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public List<float[]> embed(List<String> texts, EncoderListener listener) {
        return guard.use(() -> {
            int[][] sequences = tokenize(texts, listener);
            float[][] vectors = new float[sequences.length][];
            int[] lengths = Arrays.stream(sequences).mapToInt(s -> s.length).toArray();
            List<Batch> batches = BatchPlanner.plan(lengths, batchTokens());
            List<Duration> took = helpers.map(batches.size(), i -> embed(sequences, batches.get(i), vectors));
            for (int i = 0; i < batches.size(); i++) {
                Batch batch = batches.get(i);
                listener.embedded(batch.texts().size(), batch.paddedTokens(), took.get(i));
            }
            return List.of(vectors);
        });
    }

    /** Bytes are scaled for a whole batch, so each text is one: its vector must not depend on its neighbours. */
    private int batchTokens() {
        return config.precision() == Precision.INT8 ? 1 : config.batchTokenBudget();
    }

    private Duration embed(int[][] sequences, Batch batch, float[][] vectors) {
        long started = System.nanoTime();
        session.embed(sequences, batch, vectors);
        return since(started);
    }

    private int[][] tokenize(List<String> texts, EncoderListener listener) {
        long started = System.nanoTime();
        int[][] sequences = new int[texts.size()][];
        int tokens = 0;
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = sequence(texts.get(i));
            tokens += sequences[i].length;
        }
        listener.tokenized(sequences.length, tokens, since(started));
        return sequences;
    }

    /** What the model reads of a text: its first tokens, between the two special ones. */
    private int[] sequence(String text) {
        int most = MiniLmModel.MAX_TOKENS - MiniLmModel.SPECIAL_TOKENS;
        int[] ids = tokenizer.tokenize(text, most).ids(most);
        int[] sequence = new int[ids.length + MiniLmModel.SPECIAL_TOKENS];
        sequence[0] = MiniLmModel.CLS;
        System.arraycopy(ids, 0, sequence, 1, ids.length);
        sequence[sequence.length - 1] = MiniLmModel.SEP;
        return sequence;
    }

    @Override
    public ModelId modelId() {
        return MiniLmModel.id(config.precision());
    }

    @Override
    public int dimension() {
        return MiniLmModel.DIMENSION;
    }

    @Override
    public void close() {
        guard.close(() -> {
            helpers.close();
            session.close();
            tokenizer.close();
        });
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
