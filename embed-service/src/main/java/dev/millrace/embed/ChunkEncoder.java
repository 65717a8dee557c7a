package dev.millrace.embed;

import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderException;
import dev.millrace.encoder.EncoderListener;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Embeds many texts at once. When that fails, it finds the text that is to blame by halving. */
final class ChunkEncoder {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkEncoder.class);

    private final Encoder encoder;
    private final EncoderListener listener;

    /**
     * @param encoder not closed here
     */
    ChunkEncoder(Encoder encoder, EncoderListener listener) {
        this.encoder = encoder;
        this.listener = listener;
    }

    String modelId() {
        return encoder.modelId().value();
    }

    /** An answer for each text, in the order given. */
    List<Embedding> embed(List<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        try {
            List<Embedding> vectors = new ArrayList<>(texts.size());
            for (float[] vector : encoder.embed(texts, listener)) {
                vectors.add(new Embedding.Vector(vector));
            }
            return vectors;
        } catch (EncoderException e) {
            return afterFailure(texts, e);
        }
    }

    private List<Embedding> afterFailure(List<String> texts, EncoderException e) {
        if (texts.size() == 1) {
            return List.of(new Embedding.Failed(String.valueOf(e.getMessage())));
        }
        LOG.warn("a batch of texts={} failed and is halved: {}", texts.size(), e.getMessage());
        int middle = texts.size() / 2;
        List<Embedding> both = new ArrayList<>(embed(texts.subList(0, middle)));
        both.addAll(embed(texts.subList(middle, texts.size())));
        return both;
    }
}
