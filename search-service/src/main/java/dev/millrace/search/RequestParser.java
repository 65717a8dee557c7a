package dev.millrace.search;

import static dev.millrace.search.RequestRejectedException.bad;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.search.Fusion.Weights;
import dev.millrace.search.SearchRequest.Layout;
import dev.millrace.search.SearchRequest.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns what was sent into a request, or says what is wrong with it. */
final class RequestParser {

    private static final int LONGEST_PRINCIPAL = 1_000;

    private final SearchConfig config;

    RequestParser(SearchConfig config) {
        this.config = config;
    }

    /** The parameters of a GET. */
    SearchRequest fromParameters(Map<String, List<String>> parameters) {
        return request(RequestReader.parameters(parameters));
    }

    /** The body of a POST. */
    SearchRequest fromJson(byte[] body) {
        return request(RequestReader.json(body));
    }

    private SearchRequest request(Map<String, List<String>> parameters) {
        String query = query(parameters);
        Ranking ranking = ranking(parameters);
        Scope scope = new Scope(filters(parameters), principals(parameters));
        Layout layout = new Layout(
                number(
                        parameters,
                        "size",
                        config.limits().defaultSize(),
                        1,
                        config.limits().maxSize()),
                byDocument(parameters),
                number(parameters, "context", 0, 0, SearchConfig.MOST_CONTEXT),
                isOn(parameters, "explain", false));
        return new SearchRequest(query, ranking, scope, layout, seen(parameters, query, ranking, scope, layout));
    }

    private String query(Map<String, List<String>> parameters) {
        String query = first(parameters, "q", "").strip();
        if (query.isEmpty()) {
            throw bad("There is nothing to search for: give some words as q");
        }
        int most = config.limits().maxQueryBytes();
        if (query.getBytes(UTF_8).length > most) {
            throw bad("The question is too long: q may have at most " + most + " bytes");
        }
        return query;
    }

    private Ranking ranking(Map<String, List<String>> parameters) {
        boolean possible = config.rerank().isPresent();
        boolean rerank = isOn(parameters, "rerank", possible);
        if (rerank && !possible) {
            throw bad("There is no model to rerank with: set millrace.search.rerank.model, or leave rerank out");
        }
        return new Ranking(
                choice(parameters, "mode", Mode.values(), Mode::written, Mode.HYBRID), fusion(parameters), rerank);
    }

    private Fusion fusion(Map<String, List<String>> parameters) {
        FusionName usual = config.fusions().usual();
        Fusion configured =
                config.fusions().of(choice(parameters, "fusion", FusionName.values(), FusionName::written, usual));
        if (values(parameters, "lexical_weight").isEmpty()) {
            return configured;
        }
        double lexical = share(parameters, "lexical_weight");
        Weights weights = new Weights(lexical, 1 - lexical);
        return switch (configured) {
            case Fusion.Rrf rrf ->
                throw bad("The fusion rrf looks at ranks and has no weights: leave lexical_weight out, or add"
                        + " fusion=bounded_min_max");
            case Fusion.MinMax minMax -> new Fusion.MinMax(weights);
            case Fusion.BoundedMinMax bounded -> new Fusion.BoundedMinMax(weights);
        };
    }

    private static List<Filter> filters(Map<String, List<String>> parameters) {
        List<String> written = new ArrayList<>(values(parameters, "filter"));
        written.addAll(values(parameters, "filters"));
        if (written.size() > SearchConfig.MOST_FILTERS) {
            throw bad("At most " + SearchConfig.MOST_FILTERS + " filters can be given");
        }
        return written.stream().map(FilterParser::parse).toList();
    }

    private static List<String> principals(Map<String, List<String>> parameters) {
        List<String> principals = values(parameters, "principals");
        if (principals.size() > SearchConfig.MOST_PRINCIPALS) {
            throw bad("At most " + SearchConfig.MOST_PRINCIPALS + " principals can be given");
        }
        if (principals.stream().anyMatch(one -> one.isBlank() || one.length() > LONGEST_PRINCIPAL)) {
            throw bad("A principal is a name of at most " + LONGEST_PRINCIPAL + " characters, such as team:ops");
        }
        return principals;
    }

    private static boolean byDocument(Map<String, List<String>> parameters) {
        return switch (first(parameters, "group", "passage")) {
            case "passage" -> false;
            case "document" -> true;
            default -> throw bad("Hits can be grouped only by document: write group=document, or leave it out");
        };
    }

    /** A cursor continues the question that it came with, whatever the size of its pages. */
    private static Seen seen(
            Map<String, List<String>> parameters, String query, Ranking ranking, Scope scope, Layout layout) {
        String question = String.join("\n", query, ranking.toString(), scope.toString(), "" + layout.byDocument());
        String cursor = first(parameters, "cursor", "");
        return cursor.isEmpty() ? Seen.nothing(question) : Seen.read(cursor, question);
    }

    private static <E> E choice(
            Map<String, List<String>> parameters, String name, E[] all, Function<E, String> written, E usual) {
        String given = first(parameters, name, written.apply(usual));
        return Arrays.stream(all)
                .filter(one -> written.apply(one).equals(given))
                .findFirst()
                .orElseThrow(() -> bad("There is no " + name + " \"" + Messages.shortened(given) + "\": use one of "
                        + Arrays.stream(all).map(written).collect(Collectors.joining(", "))));
    }

    private static int number(Map<String, List<String>> parameters, String name, int usual, int min, int max) {
        String given = first(parameters, name, Integer.toString(usual));
        int number = given.matches("\\d{1,9}") ? Integer.parseInt(given) : -1;
        if (number < min || number > max) {
            throw bad("The " + name + " \"" + Messages.shortened(given) + "\" must be a whole number from " + min
                    + " to " + max);
        }
        return number;
    }

    private static double share(Map<String, List<String>> parameters, String name) {
        String given = first(parameters, name, "");
        double share = given.matches("\\d{0,9}\\.?\\d{1,18}([eE][+-]?\\d{1,3})?") ? Double.parseDouble(given) : -1;
        if (share < 0 || share > 1) {
            throw bad(
                    "The " + name + " \"" + Messages.shortened(given) + "\" must be a number from 0 to 1, such as 0.5");
        }
        return share;
    }

    private static boolean isOn(Map<String, List<String>> parameters, String name, boolean usual) {
        String given = first(parameters, name, Boolean.toString(usual));
        return switch (given) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad("The " + name + " \"" + Messages.shortened(given) + "\" must be true or false");
        };
    }

    private static List<String> values(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of());
    }

    private static String first(Map<String, List<String>> parameters, String name, String otherwise) {
        List<String> values = values(parameters, name);
        return values.isEmpty() ? otherwise : values.getFirst();
    }
}
