package dev.millrace.core.opensearch;

import dev.millrace.core.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach OpenSearch. The password is not part of it: it is read from {@value #PASSWORD_VARIABLE} when connecting.
 *
 * @param alias what searches go through; physical indices are the alias with a number
 */
public record OpenSearchConfig(URI url, String alias, Duration requestTimeout, Optional<String> username) {

    public static final String PASSWORD_VARIABLE = "MILLRACE_OPENSEARCH_PASSWORD";

    public static OpenSearchConfig from(Settings settings) {
        Settings opensearch = settings.at("opensearch");
        String alias = opensearch.string("alias");
        if (!alias.matches("[a-z][a-z0-9_-]{0,200}")) {
            throw opensearch.invalid("alias", "must be lower-case letters, digits, - and _, a letter first");
        }
        return new OpenSearchConfig(
                opensearch.uri("url"),
                alias,
                opensearch.duration("request-timeout"),
                opensearch.optionalString("username"));
    }
}
