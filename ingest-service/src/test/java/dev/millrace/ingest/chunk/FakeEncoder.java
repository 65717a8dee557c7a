package dev.millrace.ingest.chunk;

import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderListener;
import dev.millrace.encoder.ModelId;
import java.util.List;
import java.util.Locale;

/** Texts are alike as far as they have words in common. */
class FakeEncoder implements Encoder {

    private static final int DIMENSION = 64;

    @Override
    public List<float[]> embed(List<String> texts, EncoderListener listener) {
        return texts.stream().map(FakeEncoder::vector).toList();
    }

    private static float[] vector(String text) {
        float[] vector = new float[DIMENSION];
        vector[0] = 0.1f;
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode() * 31, DIMENSION)] += 1;
        }
        return vector;
    }

    @Override
    public ModelId modelId() {
        return new ModelId("fake");
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public void close() {}
}
