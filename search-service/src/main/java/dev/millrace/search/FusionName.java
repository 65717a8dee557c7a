package dev.millrace.search;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.millrace.core.opensearch.FusionConfig;
import java.util.Locale;

/** How two rankings become one. */
enum FusionName {
    /** By ranks alone: needs no tuning, and does not mind that scores of the arms differ in kind. */
    RRF,
    /** By scores, scaled to 0..1 and weighted: keeps what the ranks lose, how much better one is than the next. */
    MIN_MAX,
    /** As {@link #MIN_MAX}, but a score by words keeps its ratio to the best, however many are asked for. */
    BOUNDED_MIN_MAX;

    /** The name in requests and answers. */
    @JsonValue
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The search pipeline by which OpenSearch fuses so. */
    String pipeline(String alias) {
        return switch (this) {
            case RRF -> FusionConfig.rrfPipeline(alias);
            case MIN_MAX -> FusionConfig.minMaxPipeline(alias);
            case BOUNDED_MIN_MAX -> FusionConfig.boundedMinMaxPipeline(alias);
        };
    }
}
