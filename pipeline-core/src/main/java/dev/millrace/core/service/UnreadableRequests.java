package dev.millrace.core.service;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/** Answers what no route sees, because it is no request that could be read: with a sentence too. */
final class UnreadableRequests {

    private UnreadableRequests() {}

    static DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        DirectHandler handler = (request, type, status, headers, message) -> TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .entity("{\"error\":\"" + sentence(status) + "\"}")
                .build();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, handler);
        }
        return handlers.build();
    }

    private static String sentence(Status status) {
        return switch (status.code()) {
            case 413 -> "The request is too large";
            case 414 -> "The address is too long: ask with POST and a JSON body";
            case 431 -> "The headers are too large: send fewer of them";
            default ->
                status.code() < 500
                        ? "The request can't be read: check its address and its headers"
                        : "The request failed by a fault of this service: its log says more";
        };
    }
}
