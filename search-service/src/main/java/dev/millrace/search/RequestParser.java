package dev.millrace.search;

import static dev.millrace.search.RequestRejectedException.bad;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns what was sent into a request, or says what is wrong with it. Both ways of asking have the same names. */
final class RequestParser {

    private static final List<String> NAMES = List.of("q", "mode", "size", "filter", "filters");
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final SearchConfig config;

    RequestParser(SearchConfig config) {
        this.config = config;
    }

    /** The parameters of a GET. */
    SearchRequest fromParameters(Map<String, List<String>> parameters) {
        parameters.keySet().forEach(RequestParser::known);
        for (String name : List.of("q", "mode", "size")) {
            if (values(parameters, name).size() > 1) {
                throw bad("The parameter " + name + " may be given only once");
            }
        }
        return request(parameters);
    }

    /** The body of a POST. */
    SearchRequest fromJson(byte[] body) {
        JsonNode json = read(body);
        if (!json.isObject()) {
            throw bad("The body must be a JSON object, such as {\"q\": \"words\"}");
        }
        Map<String, List<String>> parameters = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            known(field.getKey());
            parameters.put(field.getKey(), strings(field.getKey(), field.getValue()));
        }
        return request(parameters);
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw bad("The body is not JSON (" + Messages.shortened(e.getOriginalMessage())
                    + "): send an object such as {\"q\": \"words\"}");
        } catch (IOException e) {
            throw bad("The body can't be read: send it as UTF-8");
        }
    }

    private static List<String> strings(String name, JsonNode value) {
        return switch (name) {
            case "size" -> {
                if (!value.isIntegralNumber()) {
                    throw bad("The field size must be a whole number");
                }
                yield List.of(value.asText());
            }
            case "filter", "filters" -> {
                if (value.isTextual()) {
                    yield List.of(value.asText());
                }
                if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isTextual)) {
                    throw bad("The field " + name + " must be a list of strings, such as [\"page:3\"]");
                }
                yield value.valueStream().map(JsonNode::asText).toList();
            }
            default -> {
                if (!value.isTextual()) {
                    throw bad("The field " + name + " must be a string");
                }
                yield List.of(value.asText());
            }
        };
    }

    private SearchRequest request(Map<String, List<String>> parameters) {
        List<Filter> filters = new ArrayList<>();
        values(parameters, "filter").forEach(text -> filters.add(FilterParser.parse(text)));
        values(parameters, "filters").forEach(text -> filters.add(FilterParser.parse(text)));
        if (filters.size() > SearchConfig.MOST_FILTERS) {
            throw bad("At most " + SearchConfig.MOST_FILTERS + " filters can be given");
        }
        return new SearchRequest(query(parameters), mode(parameters), size(parameters), filters);
    }

    private String query(Map<String, List<String>> parameters) {
        String query = first(parameters, "q", "").strip();
        if (query.isEmpty()) {
            throw bad("There is nothing to search for: give some words as q");
        }
        if (query.getBytes(UTF_8).length > config.maxQueryBytes()) {
            throw bad("The question is too long: q may have at most " + config.maxQueryBytes() + " bytes");
        }
        return query;
    }

    private static Mode mode(Map<String, List<String>> parameters) {
        String given = first(parameters, "mode", Mode.HYBRID.written());
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.written().equals(given))
                .findFirst()
                .orElseThrow(() -> bad("There is no mode \"" + Messages.shortened(given) + "\": use one of "
                        + Arrays.stream(Mode.values()).map(Mode::written).collect(Collectors.joining(", "))));
    }

    private int size(Map<String, List<String>> parameters) {
        String given = first(parameters, "size", Integer.toString(config.defaultSize()));
        int size = given.matches("\\d{1,9}") ? Integer.parseInt(given) : 0;
        if (size < 1 || size > config.maxSize()) {
            throw bad("The size \"" + Messages.shortened(given) + "\" must be a whole number from 1 to "
                    + config.maxSize());
        }
        return size;
    }

    private static void known(String name) {
        if (!NAMES.contains(name)) {
            throw bad("There is no parameter \"" + Messages.shortened(name) + "\": use " + String.join(", ", NAMES));
        }
    }

    private static List<String> values(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of());
    }

    private static String first(Map<String, List<String>> parameters, String name, String otherwise) {
        List<String> values = values(parameters, name);
        return values.isEmpty() ? otherwise : values.getFirst();
    }
}
