package dev.millrace.search;

import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderListener;
import dev.millrace.encoder.ModelId;
import java.time.Duration;
import java.util.List;

/** Gives every text the same vector of two numbers, and counts three tokens for each. */
class FakeEncoder implements Encoder {
    volatile boolean closed;
    int embedded;

    @Override
    public List<float[]> embed(List<String> texts, EncoderListener listener) {
        embedded++;
        listener.tokenized(texts.size(), 3 * texts.size(), Duration.ZERO);
        return texts.stream().map(text -> new float[] {1, 0}).toList();
    }

    @Override
    public ModelId modelId() {
        return new ModelId("fake");
    }

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public void close() {
        closed = true;
    }
}
