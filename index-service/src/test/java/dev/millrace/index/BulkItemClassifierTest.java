package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkItemClassifierTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void whatIsStoredIsWritten(int status) {
        assertThat(BulkItemClassifier.classify(new BulkItem(status, null))).isEqualTo(new Verdict.Written());
    }

    @Test
    void aVersionConflictMeansThatTheIndexIsAsNewAlready() {
        assertThat(classify(409, "version_conflict_engine_exception", "current version [7] is higher"))
                .isEqualTo(new Verdict.Superseded());
    }

    @Test
    void anIndexThatIsGoneIsToldApart() {
        assertThat(classify(404, "index_not_found_exception", "no such index [millrace-write]"))
                .isEqualTo(new Verdict.IndexMissing());
    }

    @ParameterizedTest
    @CsvSource({
        "429, opensearch_rejected_execution_exception",
        "429, es_rejected_execution_exception",
        "429, circuit_breaking_exception",
        "429, cluster_block_exception",
        "403, cluster_block_exception",
        "403, security_exception",
        "401, security_exception",
        "400, index_closed_exception",
        "404, shard_not_found_exception",
        "408, timeout_exception",
        "409, some_other_conflict",
        "500, illegal_state_exception",
        "502, ''",
        "503, unavailable_shards_exception",
        "504, ''",
        "0, ''"
    })
    void troubleOfTheClusterIsWaitedOut(int status, String type) {
        assertThat(classify(status, type, "")).isInstanceOf(Verdict.Retry.class);
    }

    @Test
    void aWriteAliasWithoutAnIndexIsNoFaultOfTheDocument() {
        assertThat(classify(400, "illegal_argument_exception", "no write index is defined for alias [millrace-write]."))
                .isInstanceOf(Verdict.Retry.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, mapper_parsing_exception",
        "400, strict_dynamic_mapping_exception",
        "400, illegal_argument_exception",
        "413, ''",
        "422, ''"
    })
    void whatTheMappingRefusesIsRejected(int status, String type) {
        assertThat(classify(status, type, "")).isInstanceOf(Verdict.Reject.class);
    }

    @Test
    void aRejectionDoesNotQuoteTheDocument() {
        Verdict verdict = classify(
                400,
                "mapper_parsing_exception",
                "failed to parse field [page] of type [integer]. Preview of field's value: 'secret'");
        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Reject("mapper_parsing_exception: failed to parse field [page] of type [integer]"));
    }

    private static Verdict classify(int status, String type, String reason) {
        return BulkItemClassifier.classify(new BulkItem(status, new ErrorCause(type, reason)));
    }
}
