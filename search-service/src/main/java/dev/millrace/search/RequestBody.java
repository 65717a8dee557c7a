package dev.millrace.search;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads a body of JSON, within bounds, and ends the connection after one that can't be read. */
final class RequestBody {

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int TOO_LARGE = 413;

    private RequestBody() {}

    static byte[] read(ServerRequest request, int maxBytes) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("application/json");
        if (!isJson(type)) {
            throw new RequestRejectedException(
                    UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON, not \"" + Messages.shortened(type)
                            + "\": send it with the header content-type: application/json");
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        byte[] body = content(request, maxBytes + 1);
        if (body.length > maxBytes) {
            throw new RequestRejectedException(
                    TOO_LARGE, "The body is too large: it may have at most " + maxBytes + " bytes");
        }
        return body;
    }

    /**
     * Says what is wrong with a request.
     *
     * @param answer sends the response
     */
    static void reject(ServerResponse response, RequestRejectedException e, Runnable answer) {
        if (!e.endsConnection()) {
            answer.run();
            return;
        }
        response.header(HeaderValues.CONNECTION_CLOSE);
        answer.run();
        throw new CloseConnectionException("the body of a request can't be read", e);
    }

    /** What is garbled shows in exceptions of any kind. */
    private static byte[] content(ServerRequest request, int maxBytes) {
        try (InputStream content = request.content().inputStream()) {
            return content.readNBytes(maxBytes);
        } catch (IOException | RuntimeException e) {
            throw RequestRejectedException.unreadable(e);
        }
    }

    private static boolean isJson(String type) {
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.equals("application/json") || plain.endsWith("+json");
    }
}
