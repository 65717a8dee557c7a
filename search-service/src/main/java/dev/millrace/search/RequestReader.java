package dev.millrace.search;

import static dev.millrace.search.RequestRejectedException.bad;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the parameters of a search, from an address or from JSON: both ways of asking have the same names. */
final class RequestReader {

    private static final List<String> LISTS = List.of("filter", "filters", "principals");
    private static final List<String> NUMBERS = List.of("size", "context");
    private static final List<String> FRACTIONS = List.of("lexical_weight");
    private static final List<String> SWITCHES = List.of("explain", "rerank");
    private static final List<String> NAMES = List.of(
            "q",
            "mode",
            "fusion",
            "lexical_weight",
            "size",
            "filter",
            "filters",
            "principals",
            "group",
            "context",
            "explain",
            "rerank",
            "cursor");

    private RequestReader() {}

    /** The parameters of a GET. */
    static Map<String, List<String>> parameters(Map<String, List<String>> parameters) {
        parameters.forEach((name, values) -> {
            known(name);
            if (values.size() > 1 && !LISTS.contains(name)) {
                throw bad("The parameter " + name + " may be given only once");
            }
            values.forEach(value -> SentText.checked(name, value));
        });
        return parameters;
    }

    /** The body of a POST. */
    static Map<String, List<String>> json(byte[] body) {
        JsonNode json = Json.read(body, "{\"q\": \"words\"}");
        Map<String, List<String>> parameters = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            known(field.getKey());
            parameters.put(field.getKey(), strings(field.getKey(), field.getValue()));
        }
        return parameters;
    }

    private static List<String> strings(String name, JsonNode value) {
        if (NUMBERS.contains(name)) {
            return List.of(checked(name, value, value.isIntegralNumber(), "a whole number"));
        }
        if (FRACTIONS.contains(name)) {
            return List.of(checked(name, value, value.isNumber(), "a number"));
        }
        if (SWITCHES.contains(name)) {
            return List.of(checked(name, value, value.isBoolean(), "true or false"));
        }
        if (!LISTS.contains(name) || value.isTextual()) {
            return List.of(checked(name, value, value.isTextual(), "a string"));
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isTextual)) {
            throw bad("The field " + name + " must be a list of strings, such as [\"page:3\"]");
        }
        return value.valueStream()
                .map(one -> SentText.checked(name, one.asText()))
                .toList();
    }

    private static String checked(String name, JsonNode value, boolean fits, String wanted) {
        if (!fits) {
            throw bad("The field " + name + " must be " + wanted);
        }
        return SentText.checked(name, value.asText());
    }

    private static void known(String name) {
        if (!NAMES.contains(name)) {
            throw bad("There is no parameter \"" + Messages.shortened(name) + "\": use " + String.join(", ", NAMES));
        }
    }
}
