package dev.millrace.search;

import dev.millrace.core.service.Closer;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.RunningService;
import dev.millrace.core.telemetry.Subscription;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;
import java.util.function.Consumer;

/** A started search-service. Without the encoder it is ready all the same: it then searches by keyword alone. */
final class SearchService implements RunningService {

    static final String NAME = "search-service";

    private final OpenSearchProbe openSearch;
    private final List<Subscription> subscriptions;
    private final List<Consumer<HttpRouting.Builder>> routes;
    private final Closer closer;

    SearchService(
            OpenSearchProbe openSearch,
            List<Subscription> subscriptions,
            List<Consumer<HttpRouting.Builder>> routes,
            Closer closer) {
        this.openSearch = openSearch;
        this.subscriptions = List.copyOf(subscriptions);
        this.routes = List.copyOf(routes);
        this.closer = closer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Health health() {
        return openSearch.health();
    }

    /** It reads none of them: it shows how far the others are. */
    @Override
    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    @Override
    public void route(HttpRouting.Builder routing) {
        routes.forEach(route -> route.accept(routing));
    }

    @Override
    public void close() {
        closer.close();
    }
}
