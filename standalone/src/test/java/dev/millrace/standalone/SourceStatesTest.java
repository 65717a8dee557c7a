package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceStatesTest {

    @Test
    void everySourceIsToldOfAndThoseThatHoldDeletions() {
        SourceStates states = SourceStates.of(MetricsText.parse("""
                millrace_source_objects{source="inbox"} 12.0
                millrace_source_objects{source="bucket"} 500.0
                millrace_source_held_deletions{source="inbox"} 0.0
                millrace_source_held_deletions{source="bucket"} 1500.0
                millrace_source_listing_age_seconds{source="inbox"} NaN
                millrace_source_listing_age_seconds{source="bucket"} 2.5
                """));

        assertThat(states.sources()).hasSize(2);
        assertThat(states.named("inbox").orElseThrow().listingAgeSeconds()).isNaN();
        assertThat(states.holding()).containsExactly(new SourceStates.State("bucket", 500, 2.5, 1500));
        assertThat(states.named("other")).isEmpty();
    }
}
