package dev.millrace.core.service;

import dev.millrace.core.telemetry.Subscription;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;

/** A started service. Closing it stops it in order: nothing that was delivered is repeated without need. */
public interface RunningService extends AutoCloseable {

    String name();

    Health health();

    /** The topics that this service reads, for the lag metrics. */
    default List<Subscription> subscriptions() {
        return List.of();
    }

    /** Adds what this service offers over HTTP beside metrics and health. */
    default void route(HttpRouting.Builder routing) {}

    @Override
    void close();
}
