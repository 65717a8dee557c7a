package dev.millrace.embed;

import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderException;
import dev.millrace.encoder.EncoderListener;
import dev.millrace.encoder.ModelId;
import java.util.List;

/** Gives every text a vector of its length, and fails on any call that holds {@link #POISON}. */
final class FakeEncoder implements Encoder {

    static final String POISON = "poison";

    int calls;
    int texts;

    static float[] vector(String text) {
        return new float[] {text.length(), 1};
    }

    @Override
    public List<float[]> embed(List<String> texts, EncoderListener listener) {
        calls++;
        if (texts.contains(POISON)) {
            throw new EncoderException("not a number", texts.indexOf(POISON));
        }
        this.texts += texts.size();
        return texts.stream().map(FakeEncoder::vector).toList();
    }

    @Override
    public ModelId modelId() {
        return new ModelId("fake-model");
    }

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public void close() {}
}
