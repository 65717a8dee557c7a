package dev.millrace.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.core.kafka.OffsetScope;
import dev.millrace.index.OpenSearchCalls.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which index is behind the write alias, told by its uuid, so that one that was deleted and created again, by hand or by
 * another replica, or restored, is noticed and filled. Looks every few seconds; puts a missing index in place. Not
 * thread-safe.
 */
final class IndexIdentity implements OffsetScope {

    private static final Logger LOG = LoggerFactory.getLogger(IndexIdentity.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
    private static final Map<String, String> QUERY = Map.of("flat_settings", "true");

    private final OpenSearchCalls calls;
    private final String path;
    private final Reinstall reinstall;
    private final InstantSource clock;
    private Instant nextLook = Instant.MIN;
    private @Nullable String known;

    IndexIdentity(OpenSearchCalls calls, IndexNames names, Reinstall reinstall, InstantSource clock) {
        this.calls = calls;
        this.path = "/" + names.writeAlias() + "/_settings";
        this.reinstall = reinstall;
        this.clock = clock;
    }

    @Override
    public Optional<String> current() throws InterruptedException {
        Instant now = clock.instant();
        if (!now.isBefore(nextLook)) {
            nextLook = now.plus(LOOK_EVERY);
            look();
        }
        return Optional.ofNullable(known);
    }

    private void look() throws InterruptedException {
        try {
            Answer answer = calls.probe(OpenSearchCalls.get(path, QUERY));
            if (answer.status() == 404) {
                LOG.warn("the index was deleted; it is created anew and filled from the topic");
                reinstall.run();
                answer = calls.probe(OpenSearchCalls.get(path, QUERY));
            }
            String found = answer.status() == 200 ? read(answer.body()) : known;
            if (known != null && found != null && !found.equals(known)) {
                LOG.warn("the index behind the alias is another one; it is filled from the topic");
                reinstall.run();
            }
            known = found;
        } catch (IOException e) {
            LOG.debug("which index is written to is not known for now: {}", e.getMessage());
        }
    }

    /** An index restored over another keeps its uuid, but not its history's. */
    private static @Nullable String read(String body) throws JsonProcessingException {
        for (JsonNode index : JSON.readTree(body)) {
            JsonNode settings = index.path("settings");
            return settings.path("index.uuid").asText() + "/"
                    + settings.path("index.history.uuid").asText();
        }
        return null;
    }
}
