package dev.millrace.embed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each text its vector: from the cache where it is there, else from the encoder, which sees no text twice. */
final class VectorSource {

    private final ChunkEncoder encoder;
    private final @Nullable VectorCache cache;
    private final EmbedMetrics metrics;

    /** @param cache null where there is none; not closed here */
    VectorSource(ChunkEncoder encoder, @Nullable VectorCache cache, EmbedMetrics metrics) {
        this.encoder = encoder;
        this.cache = cache;
        this.metrics = metrics;
    }

    String modelId() {
        return encoder.modelId();
    }

    /** An answer for each text, in the order given. */
    List<Embedding> embed(List<String> texts) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(texts));
        Map<String, Embedding> known = cached(distinct);
        int hits = known.size();
        List<String> missing =
                distinct.stream().filter(text -> !known.containsKey(text)).toList();
        known.putAll(computed(missing));
        metrics.vectors(missing.size(), hits, texts.size() - distinct.size());
        return texts.stream().map(known::get).toList();
    }

    private Map<String, Embedding> cached(List<String> texts) {
        Map<String, Embedding> found = new HashMap<>();
        if (cache != null) {
            cache.find(texts).forEach((text, vector) -> found.put(text, new Embedding.Vector(vector)));
        }
        return found;
    }

    private Map<String, Embedding> computed(List<String> texts) {
        List<Embedding> embeddings = encoder.embed(texts);
        Map<String, Embedding> byText = new HashMap<>();
        List<String> embedded = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            byText.put(texts.get(i), embeddings.get(i));
            if (embeddings.get(i) instanceof Embedding.Vector(float[] vector)) {
                embedded.add(texts.get(i));
                vectors.add(vector);
            }
        }
        if (cache != null) {
            cache.put(embedded, vectors);
            metrics.cacheBytes(cache.bytes());
        }
        return byText;
    }
}
