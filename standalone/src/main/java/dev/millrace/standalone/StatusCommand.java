package dev.millrace.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
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

    @Option(names = "--json", description = "Print the HTTP answer as it came.")
    private boolean json;

    @Option(names = "--watch", description = "Follow what is in flight until all of it is searchable.")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        RunningSystem system = RunningSystem.of(data.folder());
        if (json) {
            out().println(system.get("/status"));
            return OK;
        }
        JsonNode status = system.json("/status");
        out().print(StatusTable.of(status));
        Flight before = Flight.of(status, MetricsText.parse(system.get("/metrics")));
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

    private void tellPace(RunningSystem system, Flight before) throws InterruptedException {
        Pace pace = new Pace(before.settled(), System.nanoTime());
        Thread.sleep(BETWEEN_LOOKS);
        Flight now = Flight.of(system);
        out().println();
        out().println("In flight: " + now.describe() + pace.eta(now.settled(), now.remaining(), System.nanoTime()));
    }
}
