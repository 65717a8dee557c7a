package dev.millrace.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.core.service.Closer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A system in a process of its own, as {@code up --detach} starts it, on free ports and a folder of its own. */
final class MeasuredSystem {

    private static final JsonMapper JSON = new JsonMapper();

    private final DataFolder folder;
    private final SystemState state;
    private final @Nullable Path config;

    private MeasuredSystem(DataFolder folder, SystemState state, @Nullable Path config) {
        this.folder = folder;
        this.state = state;
        this.config = config;
    }

    /** Returns when it takes work; {@code closer} ends it. */
    static MeasuredSystem start(DataFolder folder, @Nullable Path config, Closer closer, PrintWriter out)
            throws InterruptedException {
        try {
            Path inbox = Files.createDirectories(folder.path().resolve("inbox"));
            List<Integer> ports = EvaluationSystem.freePorts(3);
            SystemState plan = new SystemState(
                    inbox, ports.get(0), ports.get(1), ports.get(2), Optional.ofNullable(config), Optional.empty());
            closer.register(() -> end(folder));
            new BackgroundStart(folder, out).start(plan, config);
            return new MeasuredSystem(folder, plan, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DataFolder folder() {
        return folder;
    }

    Settings settings() {
        return SettingsLoader.ofProcess().load(config, SystemPlan.overrides(folder, state));
    }

    RunningSystem running() {
        return RunningSystem.of(folder);
    }

    /** The process of the services. */
    ProcessHandle process() {
        return folder.read().flatMap(SystemState::running).orElseThrow(this::ended);
    }

    /** Chunks that a search can find. */
    long searchable() {
        return openSearch("/_count").path("count").asLong();
    }

    /** Whether OpenSearch still joins segments of what was written. */
    boolean isMerging() {
        return openSearch("/_stats/merge").at("/_all/total/merges/current").asLong() > 0;
    }

    private JsonNode openSearch(String path) {
        String alias = OpenSearchConfig.from(settings()).alias();
        try {
            return JSON.readTree(new ApiClient(state.openSearchPort())
                    .get("/" + alias + path)
                    .body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("OpenSearch's answer is no JSON", e);
        } catch (IOException e) {
            throw CommandFailure.failed("OpenSearch does not answer (" + e.getMessage() + "): see " + folder.log());
        }
    }

    private CommandFailure ended() {
        return CommandFailure.failed("The system that was measured has ended: is the machine out of memory?");
    }

    private static void end(DataFolder folder) throws InterruptedException {
        Optional<ProcessHandle> process = folder.read().flatMap(SystemState::running);
        if (process.isPresent()) {
            DownCommand.end(process.get(), folder);
        }
    }
}
