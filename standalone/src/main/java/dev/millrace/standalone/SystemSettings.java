package dev.millrace.standalone;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The settings of the system that a command means: the one of the data directory, or one elsewhere, which a file or the
 * environment describes.
 */
final class SystemSettings {

    private static final String BROKERS = "millrace.kafka.bootstrap-servers";

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings of a system that was not started by `millrace up`, such as addresses and sources.")
    private @Nullable Path config;

    /** Reads them, or says how to name a system. */
    Settings load() {
        try {
            return isElsewhere() ? SettingsLoader.ofProcess().load(config, Map.of()) : local();
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(String.valueOf(e.getMessage()));
        }
    }

    /** What a suggested command needs to mean the same system. */
    String flag() {
        return config != null ? " --config " + config : DataOption.flag(data.folder());
    }

    /** A running local system is meant before one that the environment names, and after one that a file does. */
    private boolean isElsewhere() {
        return config != null
                || (System.getenv(SettingsLoader.variable(BROKERS)) != null
                        && running().isEmpty());
    }

    private Optional<SystemState> running() {
        return data.folder().read().filter(state -> state.running().isPresent());
    }

    private Settings local() {
        SystemState state = RunningSystem.of(data.folder()).state();
        return SettingsLoader.ofProcess().load(state.config().orElse(null), SystemPlan.overrides(data.folder(), state));
    }
}
