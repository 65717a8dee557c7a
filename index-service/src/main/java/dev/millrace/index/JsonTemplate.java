package dev.millrace.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A request body kept as a JSON resource, so that it can be reviewed; <code>"${name}"</code> stands for a value. */
final class JsonTemplate {

    private String json;

    /**
     * @param resource a file name below {@code /opensearch}
     */
    JsonTemplate(String resource) {
        try (InputStream in = JsonTemplate.class.getResourceAsStream("/opensearch/" + resource)) {
            json = new String(Objects.requireNonNull(in, resource).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonTemplate with(String name, String value) {
        return replace(name, TextNode.valueOf(value).toString());
    }

    JsonTemplate with(String name, int value) {
        return replace(name, Integer.toString(value));
    }

    JsonTemplate with(String name, double value) {
        return replace(name, Double.toString(value));
    }

    String filled() {
        if (json.contains("${")) {
            throw new IllegalStateException("a placeholder has no value in " + json);
        }
        return json;
    }

    private JsonTemplate replace(String name, String literal) {
        json = json.replace("\"${" + name + "}\"", literal);
        return this;
    }
}
