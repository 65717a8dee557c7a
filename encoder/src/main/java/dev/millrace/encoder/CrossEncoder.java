package dev.millrace.encoder;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.millrace.encoder.BatchPlanner.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cross-encoder from a local folder: reads a question and a passage together and says how well the one answers the
 * other. Safe for use by many threads.
 */
public final class CrossEncoder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CrossEncoder.class);

    /** What models of this kind are trained with; a longer pair loses the end of its longer part. */
    private static final int MAX_TOKENS = 512;

    private static final Map<String, String> OPTIONS =
            Map.of("truncation", "longest_first", "maxLength", Integer.toString(MAX_TOKENS), "padding", "do_not_pad");

    private final HuggingFaceTokenizer tokenizer;
    private final PairSession session;
    private final int batchTokens;
    private final ClosingGuard guard = new ClosingGuard("cross-encoder");

    private CrossEncoder(HuggingFaceTokenizer tokenizer, PairSession session, int batchTokens) {
        this.tokenizer = tokenizer;
        this.session = session;
        this.batchTokens = batchTokens;
    }

    /**
     * Loads {@code model.onnx} and {@code tokenizer.json} of a folder.
     *
     * @param batchTokens most tokens that go through the model at once, padding included
     * @param threads that share the work of one batch
     */
    public static CrossEncoder open(Path folder, int batchTokens, int threads) {
        for (String name : List.of("model.onnx", "tokenizer.json")) {
            if (!Files.isReadable(folder.resolve(name))) {
                throw new EncoderException(
                        "The cross-encoder's folder " + folder + " has no readable " + name + ": put it there", -1);
            }
        }
        MiniLmTokenizer.keepDjlOffTheNetwork();
        try {
            HuggingFaceTokenizer tokenizer =
                    HuggingFaceTokenizer.newInstance(folder.resolve("tokenizer.json"), OPTIONS);
            PairSession session = PairSession.open(folder.resolve("model.onnx"), threads);
            log.info("cross-encoder open folder={} threads={}", folder, threads);
            return new CrossEncoder(tokenizer, session, batchTokens);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new EncoderException("Could not load the cross-encoder of " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * A score for each passage, in the order given; the higher the better. The scale is the model's own.
     *
     * @throws EncoderException when the model fails
     */
    public float[] scores(String question, List<String> passages) {
        return guard.use(() -> {
            TokenPair[] pairs =
                    passages.stream().map(passage -> pair(question, passage)).toArray(TokenPair[]::new);
            int[] lengths = new int[pairs.length];
            for (int i = 0; i < pairs.length; i++) {
                lengths[i] = pairs[i].ids().length;
            }
            float[] scores = new float[pairs.length];
            for (Batch batch : BatchPlanner.plan(lengths, batchTokens)) {
                session.score(pairs, batch, scores);
            }
            return scores;
        });
    }

    private TokenPair pair(String question, String passage) {
        Encoding encoding =
                tokenizer.encode(LoneSurrogates.replaced(question), LoneSurrogates.replaced(passage), true, false);
        return new TokenPair(encoding.getIds(), encoding.getTypeIds());
    }

    @Override
    public void close() {
        guard.close(() -> {
            session.close();
            tokenizer.close();
        });
    }
}
