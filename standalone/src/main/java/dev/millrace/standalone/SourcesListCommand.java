package dev.millrace.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace sources list}. */
@Command(name = "list", description = "List the sources: their documents, when they were listed, deletions held back.")
final class SourcesListCommand extends SubCommand {

    private static final String ROW = "%-20s %10s %10s %10s%n";

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        RunningSystem system = RunningSystem.of(data.folder());
        List<SourceStates.State> sources =
                SourceStates.of(MetricsText.parse(system.get("/metrics"))).sources();
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sources.forEach(source -> array.addObject()
                    .put("name", source.name())
                    .put("documents", source.documents())
                    .put("held_deletions", source.held()));
            out().println(new JsonMapper().writeValueAsString(array));
            return OK;
        }
        out().printf(Locale.ROOT, ROW, "source", "documents", "listed", "held");
        for (SourceStates.State source : sources) {
            double age = source.listingAgeSeconds();
            String listed = Double.isNaN(age) ? "never" : String.format(Locale.ROOT, "%.0f s ago", age);
            out().printf(Locale.ROOT, ROW, source.name(), source.documents(), listed, source.held());
        }
        return OK;
    }
}
