package dev.millrace.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.SourceStates.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace status}. */
@Command(name = "status", description = "Show how far each topic is behind, and what the index holds.")
final class StatusCommand extends SubCommand {

    /** Long enough to see a pace, short enough to wait for. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--json",
            description = "Print JSON: the HTTP answer, held deletions by source, what services wait for.")
    private boolean json;

    @Option(names = "--watch", description = "Follow what is in flight until all of it is searchable.")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        RunningSystem system = RunningSystem.of(data.folder());
        JsonNode status = system.json("/status");
        MetricsText metrics = MetricsText.parse(system.get("/metrics"));
        Map<String, String> waiting = system.waiting();
        List<State> holding = SourceStates.of(metrics).holding();
        if (json) {
            if (status instanceof ObjectNode answer) {
                ObjectNode held = answer.putObject("held_deletions");
                holding.forEach(source -> held.put(source.name(), source.held()));
                ObjectNode reasons = answer.putObject("waiting");
                waiting.forEach(reasons::put);
            }
            out().println(status);
            return OK;
        }
        out().print(StatusTable.of(status));
        waiting.forEach((service, reason) -> out().printf("%n%s is waiting: %s%n", service, reason));
        holding.forEach(source -> tellHeld(source, system));
        Flight before = Flight.of(status, metrics);
        if (!before.isOver()) {
            out().flush();
            if (watch) {
                new FlightWatch(system, new ProgressLine(out())).followAll();
            } else {
                tellPace(system, before);
            }
        }
        return OK;
    }

    private void tellHeld(State source, RunningSystem system) {
        out().printf(
                        "%n%d documents are missing from the source %s, too many to be deleted unasked. If they are to go:%n"
                                + "  millrace sources confirm-deletions%s %s%n",
                        source.held(), source.name(), system.flag(), source.name());
    }

    private void tellPace(RunningSystem system, Flight before) throws InterruptedException {
        Pace pace = new Pace(before.settled(), System.nanoTime());
        Thread.sleep(BETWEEN_LOOKS);
        Flight now = Flight.of(system);
        out().println();
        out().println("In flight: " + now.describe() + pace.eta(now.settled(), now.remaining(), System.nanoTime()));
    }
}
