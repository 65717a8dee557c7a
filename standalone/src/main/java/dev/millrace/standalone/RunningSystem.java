package dev.millrace.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.standalone.ApiClient.Answer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.TreeMap;

/** A system that takes commands. */
final class RunningSystem {

    private static final JsonMapper JSON = new JsonMapper();

    private final SystemState state;
    private final DataFolder folder;
    private final ApiClient api;

    private RunningSystem(SystemState state, DataFolder folder) {
        this.state = state;
        this.folder = folder;
        this.api = new ApiClient(state.httpPort());
    }

    /** Finds the system of a data directory, or says how to start it. */
    static RunningSystem of(DataFolder folder) {
        String up = "`millrace up --detach" + DataOption.flag(folder) + "`";
        SystemState state = folder.read()
                .filter(found -> found.running().isPresent())
                .orElseThrow(() -> CommandFailure.wrongUse("No Millrace is running on " + folder.path()
                        + ": start one with " + up + ", or name another" + " data directory with --data"));
        if (!state.isReady()) {
            throw CommandFailure.failed(
                    "The Millrace on " + folder.path() + " is still starting: wait for it with " + up);
        }
        return new RunningSystem(state, folder);
    }

    /** What a suggested command needs to mean this system. */
    String flag() {
        return DataOption.flag(folder);
    }

    SystemState state() {
        return state;
    }

    /** The body of a success. What the service says against the request ends the command. */
    String get(String path) {
        Answer answer = ask(path);
        if (answer.isSuccess()) {
            return answer.body();
        }
        String message = message(answer);
        throw answer.status() == HttpURLConnection.HTTP_UNAVAILABLE
                        || answer.status() >= HttpURLConnection.HTTP_INTERNAL_ERROR
                ? CommandFailure.failed(message)
                : CommandFailure.wrongUse(message);
    }

    JsonNode json(String path) {
        return parsed(get(path));
    }

    /** What each service that does not take work says of itself, by its name. */
    Map<String, String> waiting() {
        Map<String, String> waiting = new TreeMap<>();
        parsed(ask("/health/ready").body()).path("services").properties().forEach(service -> {
            if (service.getValue().has("reason")) {
                waiting.put(service.getKey(), service.getValue().path("reason").asText());
            }
        });
        return waiting;
    }

    private JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw CommandFailure.failed("The system's answer can't be understood: is its version another? Stop it with"
                    + " `millrace down" + DataOption.flag(folder) + "` and start it again");
        }
    }

    private Answer ask(String path) {
        try {
            return api.get(path);
        } catch (IOException e) {
            throw CommandFailure.failed("The system on " + folder.path() + " does not answer on port "
                    + state.httpPort() + " (" + e.getMessage() + "): see " + folder.log());
        }
    }

    private static String message(Answer answer) {
        try {
            JsonNode error = JSON.readTree(answer.body()).path("error");
            if (error.isTextual()) {
                return error.asText();
            }
        } catch (JsonProcessingException e) {
            // Not JSON, so not from a service of ours: its status says more than its body.
        }
        return "The system answered with HTTP status " + answer.status();
    }
}
