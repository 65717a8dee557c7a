package dev.millrace.standalone;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.service.Logging;
import dev.millrace.embedded.EmbeddedStackException;
import dev.millrace.standalone.SystemPlan.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace up}. */
@Command(
        name = "up",
        description =
                "Start Kafka, OpenSearch and the pipeline on this machine. Ports and inbox are remembered with the"
                        + " data.")
final class UpCommand extends SubCommand {

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--detach", description = "Run in the background; return when ready.")
    private boolean detach;

    @Option(names = "--inbox", paramLabel = "DIR", description = "The folder to watch (default: ./inbox).")
    private @Nullable Path inbox;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            converter = Port.Converter.class,
            description = "Kafka's port on loopback (default: 9092).")
    private @Nullable Port kafkaPort;

    @Option(
            names = "--opensearch-port",
            paramLabel = "N",
            converter = Port.Converter.class,
            description = "OpenSearch's port on loopback (default: 9200).")
    private @Nullable Port openSearchPort;

    @Option(
            names = "--http-port",
            paramLabel = "N",
            converter = Port.Converter.class,
            description = "Port on loopback for search, page, metrics and health (default: 8080).")
    private @Nullable Port httpPort;

    @Option(names = "--config", paramLabel = "FILE", description = "Other settings, see docs/configuration.md.")
    private @Nullable Path config;

    /** Given by {@link BackgroundStart} to the process it starts. */
    @Option(names = "--in-background", hidden = true)
    private boolean inBackground;

    @Override
    public Integer call() throws InterruptedException {
        DataFolder folder = data.folder();
        Optional<SystemState> last = folder.read();
        if (last.flatMap(SystemState::running).isPresent() && !inBackground) {
            return alreadyRunning(folder, last.get());
        }
        try {
            SettingsLoader loader = SettingsLoader.ofProcess();
            Flags flags = new Flags(inbox, kafkaPort, openSearchPort, httpPort, config);
            SystemState plan = SystemPlan.of(flags, last, loader.load(config, Map.of()));
            createInbox(plan.inbox());
            if (detach) {
                startDetached(folder, plan);
            } else {
                run(folder, plan, loader.load(config, SystemPlan.overrides(folder, plan)));
            }
            return OK;
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(String.valueOf(e.getMessage()));
        } catch (EmbeddedStackException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        }
    }

    private Integer alreadyRunning(DataFolder folder, SystemState state) throws InterruptedException {
        if (!state.isReady()) {
            out().println("A Millrace is already starting on " + folder.path() + ": waiting for it ...");
            out().flush();
            BackgroundStart.awaitReady(folder);
        }
        out().println("Millrace is already running on " + folder.path() + ".");
        out().print(Summary.of(folder, folder.read().orElse(state)));
        return OK;
    }

    private void startDetached(DataFolder folder, SystemState plan) throws InterruptedException {
        StartReport report = new StartReport(out());
        out().println("Starting Millrace on " + folder.path() + " ...");
        out().flush();
        new BackgroundStart(folder, out()).start(plan, config);
        out().printf("Millrace is ready after %.1f s.%n%s", report.seconds(), Summary.of(folder, plan));
    }

    private void run(DataFolder folder, SystemState plan, Settings settings) throws InterruptedException {
        SystemLog.configure(folder, !inBackground);
        Logging.bridge();
        StartReport report = new StartReport(out());
        LocalSystem.start(folder, plan, settings, report);
        if (!inBackground) {
            out().printf(
                            "Millrace is ready after %.1f s; Ctrl-C ends it.%n%s",
                            report.seconds(), Summary.of(folder, plan));
            out().flush();
        }
        // A signal ends the wait, and this process: the system closes itself then.
        new CountDownLatch(1).await();
    }

    private static void createInbox(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "The inbox " + folder + " can't be created (" + e + "): choose another folder with --inbox");
        }
    }
}
