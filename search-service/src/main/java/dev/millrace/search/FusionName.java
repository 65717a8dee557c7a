package dev.millrace.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How two rankings become one. */
enum FusionName {
    /** By ranks alone: needs no tuning, and does not mind that scores of the arms differ in kind. */
    RRF,
    /** By scores, scaled to 0..1 and weighted: keeps what the ranks lose, how much better one is than the next. */
    MIN_MAX;

    /** The name in requests and answers. */
    @JsonValue
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
