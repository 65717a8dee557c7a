package dev.millrace.core.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.service.Failpoint.Place;
import org.junit.jupiter.api.Test;

class FailpointTest {

    @Test
    void nothingIsReachedWhereNothingIsNamed() {
        Failpoint none = Failpoint.of(null);

        for (Place place : Place.values()) {
            assertThat(none.reached(place)).isFalse();
        }
    }

    @Test
    void theNamedPlaceIsReachedAtTheNamedPassOnly() {
        Failpoint third = Failpoint.of("embed-delivered:3");

        assertThat(third.reached(Place.EMBED_DELIVERED)).isFalse();
        assertThat(third.reached(Place.EMBED_COMPUTED)).isFalse();
        assertThat(third.reached(Place.EMBED_DELIVERED)).isFalse();
        assertThat(third.reached(Place.EMBED_DELIVERED)).isTrue();
        assertThat(third.reached(Place.EMBED_DELIVERED)).isFalse();
    }

    @Test
    void theFirstPassIsMeantWhereNoneIsNamed() {
        assertThat(Failpoint.of("ingest-parsed").reached(Place.INGEST_PARSED)).isTrue();
    }

    @Test
    void anUnknownPlaceIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Failpoint.of("embed-eaten")).hasMessageContaining("index-refreshed");
        assertThatThrownBy(() -> Failpoint.of("embed-delivered:0")).hasMessageContaining("1 or more");
    }
}
