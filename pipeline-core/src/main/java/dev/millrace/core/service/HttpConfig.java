package dev.millrace.core.service;

import dev.millrace.core.config.Settings;

/**
 * Where a service listens.
 *
 * @param port 0 takes any free one
 */
public record HttpConfig(String host, int port) {

    public static HttpConfig from(Settings settings) {
        Settings http = settings.at("http");
        return new HttpConfig(http.string("host"), http.integer("port", 0, 65_535));
    }
}
