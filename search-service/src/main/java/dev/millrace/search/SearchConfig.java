package dev.millrace.search;

import dev.millrace.core.config.Settings;
import dev.millrace.core.opensearch.FusionConfig;
import java.time.Duration;

/**
 * Settings of search-service.
 *
 * @param candidates passages that each arm of a hybrid search contributes
 * @param defaultSize hits in an answer where a request names no size
 * @param maxSize most hits that a request may ask for
 */
record SearchConfig(
        Fusion fusion,
        int candidates,
        int defaultSize,
        int maxSize,
        int maxQueryBytes,
        int maxBodyBytes,
        Boosts boosts,
        int encoderThreads,
        Duration encoderWait) {

    static final int MOST_FILTERS = 50;

    private static final int MOST_HITS = 1_000;
    private static final long LARGEST_BODY_BYTES = 16L << 20;

    /** How much a word counts by the field it is found in; 0 leaves a field out. */
    record Boosts(double text, double title, double headingPath, double filename, double tieBreaker) {}

    private enum FusionName {
        RRF,
        MIN_MAX
    }

    static SearchConfig from(Settings settings) {
        Settings search = settings.at("search");
        int maxSize = search.integer("max-size", 1, MOST_HITS);
        return new SearchConfig(
                fusion(settings),
                search.integer("candidates", 1, MOST_HITS),
                search.integer("default-size", 1, maxSize),
                maxSize,
                bytes(search, "max-query-size"),
                bytes(search, "max-body-size"),
                boosts(search),
                search.integer("encoder.threads", 1, 1_024),
                search.duration("encoder.wait"));
    }

    private static Fusion fusion(Settings settings) {
        FusionConfig numbers = FusionConfig.from(settings);
        return switch (settings.at("search").choice("fusion", FusionName.class)) {
            case RRF -> new Fusion.Rrf(numbers.rankConstant());
            case MIN_MAX -> new Fusion.MinMax(numbers.lexicalWeight(), numbers.semanticWeight());
        };
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
