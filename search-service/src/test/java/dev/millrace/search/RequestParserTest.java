package dev.millrace.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestParserTest {

    private final RequestParser parser = new RequestParser(TestSettings.defaults());

    @Test
    void wordsAloneAreEnough() {
        SearchRequest expected = new SearchRequest("two words", Mode.HYBRID, 10, List.of());

        assertThat(parser.fromParameters(Map.of("q", List.of(" two words ")))).isEqualTo(expected);
        assertThat(json("{\"q\": \"two words\"}")).isEqualTo(expected);
    }

    @Test
    void bothWaysOfAskingAskTheSame() {
        SearchRequest get = parser.fromParameters(Map.of(
                "q", List.of("words"),
                "mode", List.of("semantic"),
                "size", List.of("7"),
                "filter", List.of("media_type:text/plain", "page:3")));

        assertThat(get)
                .isEqualTo(new SearchRequest(
                        "words",
                        Mode.SEMANTIC,
                        7,
                        List.of(
                                new Filter("media_type", FilterField.KEYWORD, "text/plain"),
                                new Filter("page", FilterField.INTEGER, "3"))));
        assertThat(json("""
                {"q": "words", "mode": "semantic", "size": 7, "filters": ["media_type:text/plain", "page:3"]}""")).isEqualTo(get);
        assertThat(json("""
                {"q": "words", "mode": "semantic", "size": 7, "filter": ["media_type:text/plain", "page:3"]}""")).isEqualTo(get);
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
                "{\"q\": \"a\", \"filters\": [3]}  | list of strings",
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
