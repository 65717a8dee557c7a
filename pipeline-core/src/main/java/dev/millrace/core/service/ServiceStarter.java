package dev.millrace.core.service;

import dev.millrace.core.config.Settings;
import io.micrometer.core.instrument.MeterRegistry;

/** The one function that wires a service. */
@FunctionalInterface
public interface ServiceStarter {

    /**
     * Returns at once, or as soon as the service's own parts exist; whether it takes work is told by its health.
     *
     * @throws dev.millrace.core.config.ConfigException for a setting that can't be used
     */
    RunningService start(Settings settings, MeterRegistry registry) throws InterruptedException;
}
