package dev.millrace.search;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Reads a body of JSON, within bounds. */
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
        try (InputStream content = request.content().inputStream()) {
            byte[] body = content.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw new RequestRejectedException(
                        TOO_LARGE, "The body is too large: it may have at most " + maxBytes + " bytes");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJson(String type) {
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.equals("application/json") || plain.endsWith("+json");
    }
}
