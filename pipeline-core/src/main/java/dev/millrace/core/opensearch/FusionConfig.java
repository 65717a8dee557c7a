package dev.millrace.core.opensearch;

import dev.millrace.core.config.Settings;

/**
 * The numbers by which two rankings become one, in search-service as in the search pipelines of OpenSearch.
 *
 * @param rankConstant of reciprocal rank fusion
 * @param lexicalWeight share of the keyword arm in the mean of scaled scores; the weights need not add up to 1
 */
public record FusionConfig(int rankConstant, double lexicalWeight, double semanticWeight) {

    public static FusionConfig from(Settings settings) {
        Settings search = settings.at("search");
        double lexical = search.number("weights.lexical", 0, 1_000);
        double semantic = search.number("weights.semantic", 0, 1_000);
        if (lexical + semantic == 0) {
            throw search.invalid("weights.lexical", "must be above 0 where weights.semantic is 0");
        }
        return new FusionConfig(search.integer("rank-constant", 1, 10_000), lexical, semantic);
    }

    /** The name of the search pipeline that fuses ranks, for those who search through an alias. */
    public static String rrfPipeline(String alias) {
        return alias + "-rrf";
    }

    /** The name of the one that fuses scores. */
    public static String minMaxPipeline(String alias) {
        return alias + "-min-max";
    }

    /** The name of the one that scales scores of the keyword arm from 0. */
    public static String boundedMinMaxPipeline(String alias) {
        return alias + "-bounded-min-max";
    }
}
