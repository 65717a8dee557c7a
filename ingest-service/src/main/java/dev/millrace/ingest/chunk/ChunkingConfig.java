package dev.millrace.ingest.chunk;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.Settings;
import dev.millrace.encoder.MiniLmModel;
import java.util.HashMap;
import java.util.Map;

/**
 * How the documents of each source are cut.
 *
 * @param usual for documents of no source, and of sources that say nothing else
 * @param ofSources for those of a source, by its name
 */
public record ChunkingConfig(ChunkerConfig usual, Map<String, ChunkerConfig> ofSources) {

    public ChunkingConfig {
        ofSources = Map.copyOf(ofSources);
    }

    /**
     * Reads {@code ingest.chunking}, and what the sources say instead.
     *
     * @throws ConfigException when a value can't be used
     */
    public static ChunkingConfig from(Settings ingest) {
        Settings chunking = ingest.at("chunking");
        ChunkerConfig usual = config(
                chunking,
                "overlap-tokens",
                chunking.choice("strategy", Strategy.class),
                maxTokens(chunking, "max-tokens"),
                overlapTokens(chunking, "overlap-tokens"),
                leastLikeness(chunking, "least-likeness"));
        Map<String, ChunkerConfig> ofSources = new HashMap<>();
        ingest.sections("sources").forEach((name, source) -> ofSources.put(name, ofSource(source, usual)));
        return new ChunkingConfig(usual, ofSources);
    }

    /** A record of the topic whose key begins with the name of a source and a colon counts as of that source. */
    public ChunkerConfig of(String documentId) {
        int colon = documentId.indexOf(':');
        return colon < 0 ? usual : ofSources.getOrDefault(documentId.substring(0, colon), usual);
    }

    private static ChunkerConfig ofSource(Settings source, ChunkerConfig usual) {
        String strategy = "chunking-strategy";
        String maxTokens = "chunking-max-tokens";
        String overlapTokens = "chunking-overlap-tokens";
        String leastLikeness = "chunking-least-likeness";
        return config(
                source,
                overlapTokens,
                isSaid(source, strategy) ? source.choice(strategy, Strategy.class) : usual.strategy(),
                isSaid(source, maxTokens) ? maxTokens(source, maxTokens) : usual.maxTokens(),
                isSaid(source, overlapTokens) ? overlapTokens(source, overlapTokens) : usual.overlapTokens(),
                isSaid(source, leastLikeness) ? leastLikeness(source, leastLikeness) : usual.leastLikeness());
    }

    private static ChunkerConfig config(
            Settings settings,
            String overlapKey,
            Strategy strategy,
            int maxTokens,
            int overlapTokens,
            double leastLikeness) {
        if (overlapTokens > maxTokens / 2) {
            throw settings.invalid(
                    overlapKey,
                    "the overlap, " + overlapTokens + ", must be at most half of the largest chunk, " + maxTokens);
        }
        return new ChunkerConfig(strategy, maxTokens, overlapTokens, leastLikeness);
    }

    /** Whether any document is cut in this way. */
    boolean uses(Strategy strategy) {
        return usual.strategy() == strategy
                || ofSources.values().stream().anyMatch(ofSource -> ofSource.strategy() == strategy);
    }

    private static boolean isSaid(Settings source, String key) {
        return source.optionalString(key).isPresent();
    }

    private static int maxTokens(Settings settings, String key) {
        return settings.integer(key, ChunkerConfig.LEAST_TOKENS, MiniLmModel.MAX_TOKENS);
    }

    private static int overlapTokens(Settings settings, String key) {
        return settings.integer(key, 0, MiniLmModel.MAX_TOKENS / 2);
    }

    private static double leastLikeness(Settings settings, String key) {
        return settings.number(key, -1, 1);
    }
}
