package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;

class FlightTest {

    @Test
    void aDocumentThatTakesLongIsReadOnce() {
        MetricsText metrics = MetricsText.parse("""
                millrace_records_total{outcome="chunked",service="ingest-service"} 7.0
                millrace_records_total{outcome="deferred",service="ingest-service"} 4.0
                millrace_records_total{outcome="rejected",service="ingest-service"} 2.0
                millrace_records_total{outcome="embedded",service="embed-service"} 30.0
                """);

        Flight flight = Flight.of(MissingNode.getInstance(), metrics);

        assertThat(flight.done().documents()).isEqualTo(9);
        assertThat(flight.done().rejected()).isEqualTo(2);
        assertThat(flight.done().embedded()).isEqualTo(30);
    }

    @Test
    void aDocumentThatTakesLongIsInFlightThoughNothingLags() {
        MetricsText metrics = MetricsText.parse("millrace_unfinished_documents 1.0\n");

        Flight flight = Flight.of(MissingNode.getInstance(), metrics);

        assertThat(flight.isOver()).isFalse();
        assertThat(flight.describe()).startsWith("1 files to read");
    }
}
