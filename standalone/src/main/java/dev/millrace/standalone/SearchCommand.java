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

    @Option(names = "--size", paramLabel = "N", description = "The most hits to show.")
    private @Nullable String size;

    @Option(
            names = "--filter",
            paramLabel = "FIELD:VALUE",
            description =
                    "Only passages with this value in this field, such as media_type:application/pdf; repeatable.")
    private List<String> filters = new ArrayList<>();

    @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What to look for.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        RunningSystem system = RunningSystem.of(data.folder());
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        parameters.add(Map.entry("q", String.join(" ", words)));
        if (mode != null) {
            parameters.add(Map.entry("mode", mode));
        }
        if (size != null) {
            parameters.add(Map.entry("size", size));
        }
        filters.forEach(filter -> parameters.add(Map.entry("filter", filter)));
        String path = ApiClient.path("/search", parameters);
        if (json) {
            out().println(system.get(path));
        } else {
            new HitPrinter(out(), Terminal.isPresent()).print(system.json(path));
        }
        return OK;
    }
}
