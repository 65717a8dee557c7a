package dev.millrace.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.search.Fusion.Weights;
import dev.millrace.search.SearchRequest.Layout;
import dev.millrace.search.SearchRequest.Ranking;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestParserTest {

    private static final Weights EQUAL = new Weights(0.5, 0.5);

    private final RequestParser parser = new RequestParser(TestSettings.defaults());

    @Test
    void wordsAloneAreEnough() {
        SearchRequest request = parser.fromParameters(Map.of("q", List.of(" two words ")));

        assertThat(request.query()).isEqualTo("two words");
        assertThat(request.ranking()).isEqualTo(new Ranking(Mode.HYBRID, new Fusion.BoundedMinMax(EQUAL), false));
        assertThat(request.scope()).isEqualTo(new Scope(List.of(), List.of()));
        assertThat(request.layout()).isEqualTo(new Layout(10, false, 0, false));
        assertThat(request.seen().size()).isZero();
        assertThat(json("{\"q\": \"two words\"}")).isEqualTo(request);
    }

    @Test
    void bothWaysOfAskingAskTheSame() {
        SearchRequest get = parser.fromParameters(Map.ofEntries(
                Map.entry("q", List.of("words")),
                Map.entry("mode", List.of("semantic")),
                Map.entry("fusion", List.of("min_max")),
                Map.entry("size", List.of("7")),
                Map.entry("filter", List.of("media_type:text/plain", "page>=3")),
                Map.entry("principals", List.of("alice", "team:ops")),
                Map.entry("group", List.of("document")),
                Map.entry("context", List.of("2")),
                Map.entry("explain", List.of("true")),
                Map.entry("rerank", List.of("false"))));

        assertThat(get.ranking()).isEqualTo(new Ranking(Mode.SEMANTIC, new Fusion.MinMax(EQUAL), false));
        assertThat(get.layout()).isEqualTo(new Layout(7, true, 2, true));
        assertThat(get.scope())
                .isEqualTo(new Scope(
                        List.of(
                                new Filter("media_type", FilterField.KEYWORD, Relation.EQUAL, "text/plain"),
                                new Filter("page", FilterField.INTEGER, Relation.AT_LEAST, "3")),
                        List.of("alice", "team:ops")));
        assertThat(json("""
                {"q": "words", "mode": "semantic", "fusion": "min_max", "size": 7,
                 "filters": ["media_type:text/plain", "page>=3"], "principals": ["alice", "team:ops"],
                 "group": "document", "context": 2, "explain": true, "rerank": false}""")).isEqualTo(get);
    }

    @Test
    void aWeightOfTheWordsLeavesTheRestToTheMeaning() {
        assertThat(fusion(Map.of("lexical_weight", "0.25")))
                .isEqualTo(new Fusion.BoundedMinMax(new Weights(0.25, 0.75)));
        assertThat(fusion(Map.of("lexical_weight", "1", "fusion", "min_max")))
                .isEqualTo(new Fusion.MinMax(new Weights(1, 0)));
        assertThat(json("{\"q\": \"words\", \"lexical_weight\": 5e-1}")
                        .ranking()
                        .fusion())
                .isEqualTo(new Fusion.BoundedMinMax(new Weights(0.5, 0.5)));
        assertThat(json("{\"q\": \"words\", \"lexical_weight\": 0}").ranking().fusion())
                .isEqualTo(new Fusion.BoundedMinMax(new Weights(0, 1)));
    }

    private Fusion fusion(Map<String, String> given) {
        Map<String, List<String>> parameters = new HashMap<>(Map.of("q", List.of("words")));
        given.forEach((name, value) -> parameters.put(name, List.of(value)));
        return parser.fromParameters(parameters).ranking().fusion();
    }

    @Test
    void aRankingByRanksHasNoWeights() {
        assertThatThrownBy(() -> fusion(Map.of("lexical_weight", "0.5", "fusion", "rrf")))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("rrf looks at ranks and has no weights");
    }

    @Test
    void aCursorContinuesItsQuestionOnly() {
        Map<String, List<String>> question = Map.of("q", List.of("words"), "principals", List.of("alice"));
        String cursor = parser.fromParameters(question).seen().after(List.of("a", "b"));
        Map<String, List<String>> next = new HashMap<>(question);
        next.put("cursor", List.of(String.valueOf(cursor)));
        next.put("size", List.of("3"));

        Seen seen = parser.fromParameters(next).seen();
        assertThat(seen.contains("a")).isTrue();
        assertThat(seen.contains("c")).isFalse();
        next.put("principals", List.of("bob"));
        assertThatThrownBy(() -> parser.fromParameters(next)).hasMessageContaining("another question");
    }

    @ParameterizedTest
    @CsvSource({
        "page>=3, AT_LEAST, 3",
        "page<=3, AT_MOST, 3",
        "page > 3, MORE, 3",
        "page<3, LESS, 3",
        "modified_at>=2026-11-22, AT_LEAST, 2026-11-22",
        "source_uri:s3://b/x*, PREFIX, s3://b/x",
        "metadata.author:Ad*, PREFIX, Ad",
        "filename:\"a*\", EQUAL, a*",
        "filename:a:b>c, EQUAL, a:b>c"
    })
    void aFilterComparesAsItIsWritten(String text, Relation relation, String value) {
        Filter filter = FilterParser.parse(text);

        assertThat(filter.relation()).isEqualTo(relation);
        assertThat(filter.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "filename:a b.txt            | filename        | a b.txt",
                "filename:\"a \\\"b\\\" c\"  | filename        | a \"b\" c",
                "filename:\"a\\\\b\"         | filename        | a\\b",
                "source_uri:file:///x/y.md   | source_uri      | file:///x/y.md",
                "metadata.author:Ada         | metadata.author | Ada",
                "modified_at:2026-11-22      | modified_at     | 2026-11-22",
                "modified_at:2026-11-22T10:00:00Z | modified_at | 2026-11-22T10:00:00Z",
                "revision:1790000000000      | revision        | 1790000000000",
            })
    void aFilterIsAFieldAndAValue(String text, String field, String value) {
        Filter filter = FilterParser.parse(text);

        assertThat(filter.field()).isEqualTo(field);
        assertThat(filter.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "q         |                   | nothing to search for",
                "q         | `   `             | nothing to search for",
                "mode      | fuzzy             | hybrid, lexical, semantic",
                "size      | 0                 | from 1 to 100",
                "size      | -1                | from 1 to 100",
                "size      | abc               | from 1 to 100",
                "size      | 10000             | from 1 to 100",
                "size      | 99999999999999999 | from 1 to 100",
                "size      | 1.5               | from 1 to 100",
                "filter    | media_type        | field:value",
                "filter    | :x                | field:value",
                "filter    | embedding:1       | no filter for the field \"embedding\"",
                "filter    | acl:everyone      | no filter for the field \"acl\"",
                "filter    | metadata.:x       | no filter for the field",
                "filter    | media_type:       | takes any text",
                "filter    | page:two          | takes a whole number",
                "filter    | page:12345678901 | takes a whole number",
                "filter    | modified_at:today | takes a day",
                "filter    | modified_at:2026-02-30 | takes a day",
                "filter    | filename:\"a      | closing quote",
                "filter    | filename:\"a\"b   | closing quote",
                "filter    | filename>a        | can't be compared",
                "filter    | filename:*        | takes any text",
                "filter    | page:3*           | takes a whole number",
                "filter    | page>=            | takes a whole number",
                "fusion    | best              | rrf, min_max, bounded_min_max",
                "lexical_weight | 1.1          | from 0 to 1",
                "lexical_weight | -0.1         | from 0 to 1",
                "lexical_weight | NaN          | from 0 to 1",
                "lexical_weight | half         | from 0 to 1",
                "lexical_weight | ``           | from 0 to 1",
                "group     | author            | group=document",
                "context   | 6                 | from 0 to 5",
                "explain   | yes               | true or false",
                "rerank    | true              | millrace.search.rerank.model",
                "principals | ` `              | A principal is a name",
                "cursor    | nonsense          | cursor can't be read",
                "cursor    | AQAAAAAAAAAA      | another question",
                "query     | words             | no parameter \"query\"",
            })
    void whatIsWrongIsSaid(String name, String value, String said) {
        Map<String, List<String>> parameters = new HashMap<>(Map.of("q", List.of("words")));
        parameters.put(name, List.of(value == null ? "" : value));

        assertThatThrownBy(() -> parser.fromParameters(parameters))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                | JSON object",
                "{                                 | not JSON",
                "[\"words\"]                       | JSON object",
                "\"words\"                         | JSON object",
                "{\"q\": \"a\"} x                  | not JSON",
                "{\"q\": \"a\", \"q\": \"b\"}      | not JSON",
                "{\"q\": 3}                        | q must be a string",
                "{\"q\": null}                     | q must be a string",
                "{\"q\": \"a\", \"size\": \"3\"}   | size must be a whole number",
                "{\"q\": \"a\", \"size\": 3.5}     | size must be a whole number",
                "{\"q\": \"a\", \"size\": 0}       | from 1 to 100",
                "{\"q\": \"a\", \"lexical_weight\": \"0.5\"} | lexical_weight must be a number",
                "{\"q\": \"a\", \"lexical_weight\": 1e400}   | from 0 to 1",
                "{\"q\": \"a\", \"filters\": [3]}  | list of strings",
                "{\"q\": \"a\", \"explain\": \"true\"} | explain must be true or false",
                "{\"q\": \"a\", \"principals\": [1]} | principals must be a list",
                "{\"q\": \"a\", \"filters\": {}}   | list of strings",
                "{\"q\": \"a\", \"colour\": \"x\"} | no parameter \"colour\"",
                "{}                                | nothing to search for",
            })
    void whatIsWrongWithABodyIsSaid(String body, String said) {
        assertThatThrownBy(() -> json(body))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining(said);
    }

    @Test
    void aQuestionTooLongIsRefused() {
        String longest = "ü".repeat(4 * 1024);

        assertThat(parser.fromParameters(Map.of("q", List.of(longest))).query()).isEqualTo(longest);
        assertThatThrownBy(() -> parser.fromParameters(Map.of("q", List.of(longest + "x"))))
                .hasMessageContaining("at most 8192 bytes");
    }

    @Test
    void aParameterGivenTwiceIsRefused() {
        assertThatThrownBy(() -> parser.fromParameters(Map.of("q", List.of("a", "b"))))
                .hasMessageContaining("only once");
    }

    private SearchRequest json(String body) {
        return parser.fromJson(body.getBytes(UTF_8));
    }
}
