package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkAnswerTest {

    @Test
    void eachEntryHasItsAnswer() {
        String body = """
                {"took": 3, "errors": true, "items": [
                  {"index": {"status": 201}},
                  {"index": {"status": 409, "error": {"type": "version_conflict_engine_exception", "reason": "r"}}}]}
                """;
        assertThat(BulkAnswer.read(200, body))
                .isEqualTo(new BulkAnswer.Items(List.of(
                        new BulkItem(201, null),
                        new BulkItem(409, new ErrorCause("version_conflict_engine_exception", "r")))));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 408, 429, 500, 502, 503, 504})
    void aRequestRefusedAsAWholeIsNeverTheFaultOfADocument(int status) {
        assertThat(BulkAnswer.read(status, "<html>proxy</html>")).isInstanceOf(BulkAnswer.Unavailable.class);
    }

    @Test
    void whatWentWrongIsNamed() {
        String body = "{\"error\": {\"type\": \"circuit_breaking_exception\", \"reason\": \"Data too large\"}}";
        assertThat(BulkAnswer.read(429, body))
                .isEqualTo(new BulkAnswer.Unavailable("429 circuit_breaking_exception: Data too large"));
    }

    @Test
    void aMissingIndexAndATooLargeRequestAreToldApart() {
        assertThat(BulkAnswer.read(404, "{}")).isEqualTo(new BulkAnswer.IndexMissing());
        assertThat(BulkAnswer.read(413, "")).isEqualTo(new BulkAnswer.TooLarge());
    }

    @Test
    void anAnswerThatIsNoneIsWaitedOut() {
        assertThat(BulkAnswer.read(200, "<html>login</html>")).isInstanceOf(BulkAnswer.Unavailable.class);
        assertThat(BulkAnswer.read(200, "{}")).isInstanceOf(BulkAnswer.Unavailable.class);
    }
}
