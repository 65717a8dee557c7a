package dev.millrace.search;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page at {@code /}: three files, kept in memory. It loads nothing from elsewhere, and the headers hold it to that. */
final class PageRoutes {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
    private static final HeaderName REFERRER = HeaderNames.create("Referrer-Policy");

    private PageRoutes() {}

    static void route(HttpRouting.Builder routing) {
        serve(routing, "/", "index.html", "text/html; charset=utf-8");
        serve(routing, "/style.css", "style.css", "text/css; charset=utf-8");
        serve(routing, "/app.js", "app.js", "text/javascript; charset=utf-8");
        serve(routing, "/icon.svg", "icon.svg", "image/svg+xml");
    }

    private static void serve(HttpRouting.Builder routing, String path, String file, String type) {
        byte[] content = content(file);
        routing.get(path, (request, response) -> send(response, type, content));
    }

    private static void send(ServerResponse response, String type, byte[] content) {
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.header(HeaderNames.CACHE_CONTROL, "no-cache");
        response.header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
        response.header(POLICY, CONTENT_SECURITY_POLICY);
        response.header(REFERRER, "no-referrer");
        response.send(content);
    }

    private static byte[] content(String file) {
        try (InputStream resource = PageRoutes.class.getResourceAsStream("page/" + file)) {
            if (resource == null) {
                throw new IllegalStateException("page/" + file + " is not in this build");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
