package dev.millrace.search;

import dev.millrace.encoder.EncoderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a question into a vector, or says why it can't be done. Remembers the vectors of the last questions. */
final class QueryEncoder {

    private static final Logger LOG = LoggerFactory.getLogger(QueryEncoder.class);

    private final EncoderSource encoder;
    private final Duration wait;
    private final QueryVectors vectors;
    private final SearchMetrics metrics;

    QueryEncoder(EncoderSource encoder, Duration wait, QueryVectors vectors, SearchMetrics metrics) {
        this.encoder = encoder;
        this.wait = wait;
        this.vectors = vectors;
        this.metrics = metrics;
    }

    /** What came of it. */
    sealed interface Result {
        record Embedded(List<Float> vector, boolean cached) implements Result {}

        /** The reason completes the sentence "…, so …". */
        record Failed(String reason) implements Result {}
    }

    Result embed(String query) throws InterruptedException {
        float[] known = vectors.get(query);
        if (known != null) {
            metrics.vectorCached();
            return new Result.Embedded(boxed(known), true);
        }
        try {
            float[] vector = encoder.get(wait).embed(List.of(query)).getFirst();
            vectors.put(query, vector);
            metrics.vectorComputed();
            return new Result.Embedded(boxed(vector), false);
        } catch (TimeoutException e) {
            return new Result.Failed("The encoder is still starting");
        } catch (ExecutionException | CancellationException e) {
            return new Result.Failed("The encoder could not be started");
        } catch (EncoderException | IllegalStateException e) {
            LOG.warn("a question can't be embedded: {}", e.toString());
            return new Result.Failed("The encoder failed on this question");
        }
    }

    private static List<Float> boxed(float[] vector) {
        List<Float> boxed = new ArrayList<>(vector.length);
        for (float component : vector) {
            boxed.add(component);
        }
        return boxed;
    }
}
