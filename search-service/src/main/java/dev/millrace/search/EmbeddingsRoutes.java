package dev.millrace.search;

import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderException;
import dev.millrace.encoder.EncoderListener;
import dev.millrace.search.EmbeddingsAnswer.Embedding;
import dev.millrace.search.EmbeddingsAnswer.Usage;
import dev.millrace.search.SearchConfig.Embeddings;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/embeddings}, as OpenAI has it: vectors for query clients that go to OpenSearch themselves. */
final class EmbeddingsRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingsRoutes.class);
    private static final String PATH = "/v1/embeddings";

    private final EncoderSource source;
    private final Duration wait;
    private final Embeddings bounds;
    private final SearchMetrics metrics;

    EmbeddingsRoutes(EncoderSource source, Duration wait, Embeddings bounds, SearchMetrics metrics) {
        this.source = source;
        this.wait = wait;
        this.bounds = bounds;
        this.metrics = metrics;
    }

    void route(HttpRouting.Builder routing) {
        routing.post(PATH, this::embed).any(PATH, (request, response) -> {
            metrics.rejected();
            response.header(HeaderNames.ALLOW, "POST");
            fail(response, 405, "Send texts with POST and a JSON body");
        });
    }

    private void embed(ServerRequest request, ServerResponse response) {
        try {
            byte[] body = RequestBody.read(request, bounds.maxBodyBytes());
            EmbeddingsAnswer answer = answer(body, source.get(wait));
            metrics.embedded();
            send(response, Json.bytes(answer));
        } catch (RequestRejectedException e) {
            metrics.rejected();
            RequestBody.reject(response, e, () -> fail(response, e.status(), String.valueOf(e.getMessage())));
        } catch (TimeoutException e) {
            metrics.unavailable();
            fail(response, 503, "The encoder is still starting: try again in a moment");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(response, 503, "The service is stopping: try again in a moment");
        } catch (ExecutionException | CancellationException e) {
            metrics.unavailable();
            fail(response, 503, "The encoder could not be started: the log of this service says why");
        } catch (EncoderException | IllegalStateException e) {
            metrics.failed();
            LOG.error("texts of a client can't be embedded", e);
            fail(response, 500, "The encoder failed on this input: the log of this service says more");
        }
    }

    private EmbeddingsAnswer answer(byte[] body, Encoder encoder) {
        EmbeddingsRequest asked =
                EmbeddingsRequest.read(body, bounds, encoder.modelId().value(), encoder.dimension());
        TokenCount tokens = new TokenCount();
        List<float[]> vectors = encoder.embed(asked.inputs(), tokens);
        List<Embedding> data = new ArrayList<>(vectors.size());
        for (float[] vector : vectors) {
            data.add(new Embedding("embedding", data.size(), asked.base64() ? base64(vector) : vector));
        }
        return new EmbeddingsAnswer("list", data, asked.model(), new Usage(tokens.count, tokens.count));
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static void fail(ServerResponse response, int status, String message) {
        response.status(Status.create(status));
        send(response, Json.bytes(EmbeddingsAnswer.Failure.of(status, message)));
    }

    private static void send(ServerResponse response, byte[] json) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(json);
    }

    private static final class TokenCount implements EncoderListener {
        private int count;

        @Override
        public void tokenized(int texts, int tokens, Duration took) {
            count = tokens;
        }

        @Override
        public void embedded(int texts, int paddedTokens, Duration took) {}
    }
}
