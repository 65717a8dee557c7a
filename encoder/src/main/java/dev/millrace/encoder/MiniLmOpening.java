package dev.millrace.encoder;

import ai.onnxruntime.OrtEnvironment;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model while it is opened. What all precisions need (weights, tokenizer, runtime) is read in the background from the
 * beginning on, so that it is there when the precision is known. Used by one thread.
 */
public final class MiniLmOpening implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MiniLmOpening.class);

    private final long begun = System.nanoTime();
    private final EncoderConfig config;
    private final Weights weights = Weights.load();
    private final CompletableFuture<OrtEnvironment> runtime = ModelOpening.begin(OrtEnvironment::getEnvironment);
    private final CompletableFuture<MiniLmTokenizer> tokenizer;
    private final Map<Precision, CompletableFuture<MiniLmSession>> sessions = new EnumMap<>(Precision.class);
    private boolean taken;

    private MiniLmOpening(EncoderConfig config) {
        this.config = config;
        this.tokenizer = ModelOpening.begin(() -> MiniLmTokenizer.open(config.nativeCacheDirectory()));
    }

    /** Begins to read weights and tokenizer from the class path. The precision in the configuration does not count yet. */
    public static MiniLmOpening begin(EncoderConfig config) {
        return new MiniLmOpening(config);
    }

    /** Runs the model in each precision for a moment, and tells which suits this machine. */
    public Precision measure() {
        CompletableFuture<MiniLmSession> exact = session(Precision.FLOAT32);
        CompletableFuture<MiniLmSession> fast = session(Precision.INT8);
        // Their helpers have no thread, and the rest is closed here: so nothing of these two is to be closed.
        MiniLmEncoder floats = probe(Precision.FLOAT32, ModelOpening.finished(exact));
        MiniLmEncoder bytes = probe(Precision.INT8, ModelOpening.finished(fast));
        return PrecisionProbe.measure(floats, bytes).better();
    }

    private MiniLmEncoder probe(Precision precision, MiniLmSession session) {
        return new MiniLmEncoder(PrecisionProbe.config(config, precision), ModelOpening.finished(tokenizer), session);
    }

    /** The model, open; to be closed by the caller. It can be had once. */
    public MiniLmEncoder in(Precision precision) {
        if (taken) {
            throw new IllegalStateException("the model was opened already");
        }
        MiniLmSession session = ModelOpening.finished(session(precision));
        MiniLmEncoder encoder =
                new MiniLmEncoder(config.withPrecision(precision), ModelOpening.finished(tokenizer), session);
        taken = true;
        sessions.remove(precision);
        log.info(
                "encoder open model={} threads={} took_ms={}",
                MiniLmModel.id(precision),
                config.threads(),
                (System.nanoTime() - begun) / 1_000_000);
        return encoder;
    }

    private CompletableFuture<MiniLmSession> session(Precision precision) {
        return sessions.computeIfAbsent(precision, p -> MiniLmSession.begin(weights, p));
    }

    /** Gives back what is not the encoder's, when nothing is underway any more. */
    @Override
    public void close() {
        ModelOpening.closeOpened(runtime, environment -> {}); // one for the whole process, which ends with it
        sessions.values().forEach(session -> ModelOpening.closeOpened(session, MiniLmSession::close));
        if (!taken) {
            ModelOpening.closeOpened(tokenizer, MiniLmTokenizer::close);
        }
        weights.close();
    }
}
