package dev.millrace.search;

import dev.millrace.core.config.Settings;
import dev.millrace.core.opensearch.FusionConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of search-service.
 *
 * @param fusions how a hybrid search becomes one ranking
 * @param candidates passages that each arm contributes
 * @param missingAcl who finds what nobody restricted
 * @param queryVectors vectors of questions that are kept
 * @param rerank empty where no model is configured
 */
record SearchConfig(
        Fusions fusions,
        int candidates,
        Limits limits,
        Boosts boosts,
        MissingAcl missingAcl,
        EncoderUse encoder,
        int queryVectors,
        Optional<Rerank> rerank,
        Embeddings embeddings) {

    static final int MOST_FILTERS = 50;
    static final int MOST_PRINCIPALS = 1_000;
    static final int MOST_CONTEXT = 5;

    private static final int MOST_HITS = 1_000;
    private static final long LARGEST_BODY_BYTES = 16L << 20;

    /**
     * @param usual where a request names none
     * @param inOpenSearch whether OpenSearch fuses where it can
     */
    record Fusions(FusionName usual, FusionConfig numbers, boolean inOpenSearch) {

        Fusion of(FusionName name) {
            return switch (name) {
                case RRF -> new Fusion.Rrf(numbers.rankConstant());
                case MIN_MAX -> new Fusion.MinMax(weights());
                case BOUNDED_MIN_MAX -> new Fusion.BoundedMinMax(weights());
            };
        }

        private Fusion.Weights weights() {
            return new Fusion.Weights(numbers.lexicalWeight(), numbers.semanticWeight());
        }
    }

    /**
     * @param defaultSize hits in an answer where a request names no size
     * @param maxSize most hits that a request may ask for
     */
    record Limits(int defaultSize, int maxSize, int maxQueryBytes, int maxBodyBytes) {}

    /** How much a word counts by the field it is found in; 0 leaves a field out. */
    record Boosts(double text, double title, double headingPath, double filename, double tieBreaker) {}

    /**
     * @param patience how long a question waits for an encoder that is still opening
     */
    record EncoderUse(int threads, Duration patience) {}

    /**
     * @param model folder with {@code model.onnx} and {@code tokenizer.json}
     * @param topN passages that it reads
     * @param batchTokens most tokens that go through it at once
     */
    record Rerank(Path model, int topN, int batchTokens, int threads) {}

    /** Bounds of a request to {@code /v1/embeddings}. */
    record Embeddings(int maxInputs, int maxBodyBytes) {}

    private enum FusedBy {
        AUTO,
        SEARCH_SERVICE
    }

    static SearchConfig from(Settings settings) {
        Settings search = settings.at("search");
        return new SearchConfig(
                new Fusions(
                        search.choice("fusion", FusionName.class),
                        FusionConfig.from(settings),
                        search.choice("fused-by", FusedBy.class) == FusedBy.AUTO),
                search.integer("candidates", 1, MOST_HITS),
                limits(search),
                boosts(search),
                search.choice("acl.missing", MissingAcl.class),
                new EncoderUse(search.integer("encoder.threads", 1, 1_024), search.duration("encoder.wait")),
                search.integer("query-cache-size", 0, 1_000_000),
                rerank(search),
                new Embeddings(
                        search.integer("embeddings.max-inputs", 1, 10_000), bytes(search, "embeddings.max-body-size")));
    }

    private static Limits limits(Settings search) {
        int maxSize = search.integer("max-size", 1, MOST_HITS);
        return new Limits(
                search.integer("default-size", 1, maxSize),
                maxSize,
                bytes(search, "max-query-size"),
                bytes(search, "max-body-size"));
    }

    private static Optional<Rerank> rerank(Settings search) {
        return search.optionalString("rerank.model")
                .map(folder -> new Rerank(
                        search.folder("rerank.model"),
                        search.integer("rerank.top-n", 1, MOST_HITS),
                        search.integer("rerank.batch-tokens", 512, 1 << 20),
                        search.integer("rerank.threads", 1, 1_024)));
    }

    private static Boosts boosts(Settings search) {
        Boosts boosts = new Boosts(
                search.number("boosts.text", 0, 1_000),
                search.number("boosts.title", 0, 1_000),
                search.number("boosts.heading-path", 0, 1_000),
                search.number("boosts.filename", 0, 1_000),
                search.number("tie-breaker", 0, 1));
        if (boosts.text() + boosts.title() + boosts.headingPath() + boosts.filename() == 0) {
            throw search.invalid("boosts.text", "must be above 0 where all other boosts are 0");
        }
        return boosts;
    }

    private static int bytes(Settings search, String key) {
        long bytes = search.bytes(key);
        if (bytes > LARGEST_BODY_BYTES) {
            throw search.invalid(key, "must be at most 16MiB");
        }
        return (int) bytes;
    }
}
