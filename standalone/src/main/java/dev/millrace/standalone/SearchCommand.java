package dev.millrace.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace search}. */
@Command(name = "search", description = "Find passages by keyword and by meaning.")
final class SearchCommand extends SubCommand {

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--json", description = "Print the HTTP answer as it came.")
    private boolean json;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "hybrid, lexical (keywords only) or semantic (meaning only); hybrid if not given.")
    private @Nullable String mode;

    @Option(
            names = "--fusion",
            paramLabel = "FUSION",
            description =
                    "How a hybrid search becomes one ranking: rrf, min_max or bounded_min_max; as configured if not"
                            + " given.")
    private @Nullable String fusion;

    @Option(
            names = "--lexical-weight",
            paramLabel = "0..1",
            description =
                    "How much keywords count in a hybrid search; meaning gets the rest. As configured if not given.")
    private @Nullable String lexicalWeight;

    @Option(
            names = "--group",
            paramLabel = "document",
            description = "Show documents with their best passages, instead of passages.")
    private @Nullable String group;

    @Option(names = "--explain", description = "Say how each hit came to its place, and the time of each step.")
    private boolean explain;

    @Option(
            names = "--principal",
            paramLabel = "NAME",
            description = "Ask as this user or group: documents with an acl are found only by those it names;"
                    + " repeatable.")
    private List<String> principals = new ArrayList<>();

    @Option(names = "--size", paramLabel = "N", description = "The most hits to show.")
    private @Nullable String size;

    @Option(
            names = "--filter",
            paramLabel = "FIELD:VALUE",
            description =
                    "Only passages with this value in this field, such as media_type:application/pdf, filename:a* or"
                            + " page>=3; repeatable.")
    private List<String> filters = new ArrayList<>();

    @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What to look for.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        RunningSystem system = RunningSystem.of(data.folder());
        String path = ApiClient.path("/search", parameters());
        if (json) {
            out().println(system.get(path));
        } else {
            new HitPrinter(out(), Terminal.isPresent()).print(system.json(path));
        }
        return OK;
    }

    private List<Map.Entry<String, String>> parameters() {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        parameters.add(Map.entry("q", String.join(" ", words)));
        add(parameters, "mode", mode);
        add(parameters, "fusion", fusion);
        add(parameters, "lexical_weight", lexicalWeight);
        add(parameters, "group", group);
        add(parameters, "size", size);
        add(parameters, "explain", explain ? "true" : null);
        filters.forEach(filter -> add(parameters, "filter", filter));
        principals.forEach(principal -> add(parameters, "principals", principal));
        return parameters;
    }

    private static void add(List<Map.Entry<String, String>> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.add(Map.entry(name, value));
        }
    }
}
