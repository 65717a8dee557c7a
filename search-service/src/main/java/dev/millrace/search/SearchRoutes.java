package dev.millrace.search;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.NotFoundException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /search} and {@code /status}: from HTTP to a request, and from what came of it to an answer. */
final class SearchRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(SearchRoutes.class);

    private final Searcher searcher;
    private final RequestParser parser;
    private final StatusReader status;
    private final int maxBodyBytes;
    private final SearchMetrics metrics;

    SearchRoutes(
            Searcher searcher, RequestParser parser, StatusReader status, int maxBodyBytes, SearchMetrics metrics) {
        this.searcher = searcher;
        this.parser = parser;
        this.status = status;
        this.maxBodyBytes = maxBodyBytes;
        this.metrics = metrics;
    }

    void route(HttpRouting.Builder routing) {
        routing.get("/search", (request, response) -> search(response, () -> parameters(request.query())))
                .post(
                        "/search",
                        (request, response) ->
                                search(response, () -> parser.fromJson(RequestBody.read(request, maxBodyBytes))))
                .any("/search", (request, response) -> {
                    metrics.rejected();
                    response.header(HeaderNames.ALLOW, "GET, POST");
                    failure(response, 405, "Ask with GET /search?q=words, or with POST and a JSON body");
                })
                .get("/status", (request, response) -> send(response, Json.bytes(status.read())))
                .error(
                        NotFoundException.class,
                        (request, response, e) ->
                                failure(response, 404, "There is nothing here: searches go to /search?q=words"));
    }

    private SearchRequest parameters(UriQuery query) {
        SentText.checkQuery(query.rawValue());
        return parser.fromParameters(query.toMap());
    }

    private interface Parsing {
        SearchRequest parse();
    }

    private void search(ServerResponse response, Parsing parsing) {
        try {
            SearchAnswer answer = searcher.search(parsing.parse());
            metrics.answered(answer);
            send(response, Json.bytes(answer));
        } catch (RequestRejectedException e) {
            metrics.rejected();
            RequestBody.reject(response, e, () -> failure(response, e.status(), String.valueOf(e.getMessage())));
        } catch (IndexUnavailableException e) {
            metrics.unavailable();
            LOG.warn("a search failed: {}", String.valueOf(e.getCause()));
            failure(response, 503, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure(response, 503, "The service is stopping: try again in a moment");
        } catch (RuntimeException e) {
            metrics.failed();
            LOG.error("a search failed", e);
            failure(response, 500, "The search failed by a fault of this service: its log says more");
        }
    }

    private static void failure(ServerResponse response, int status, String message) {
        response.status(Status.create(status));
        send(response, Json.bytes(new Json.Failure(message)));
    }

    private static void send(ServerResponse response, byte[] json) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
        response.send(json);
    }
}
