package dev.millrace.index;

import dev.millrace.index.IndexConfig.Shape;
import dev.millrace.index.OpenSearchCalls.Answer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the index template in place, and where there is no index yet, the first one with its aliases. May be repeated,
 * also by several replicas at once: OpenSearch creates an index and its aliases together and once.
 */
final class IndexInstaller {

    private static final Logger LOG = LoggerFactory.getLogger(IndexInstaller.class);
    private static final String ALREADY_EXISTS = "resource_already_exists_exception";

    private final OpenSearchCalls calls;
    private final IndexNames names;
    private final Shape shape;

    IndexInstaller(OpenSearchCalls calls, IndexNames names, Shape shape) {
        this.calls = calls;
        this.names = names;
        this.shape = shape;
    }

    /**
     * Returns when the index takes writes. Waits for OpenSearch as long as it takes.
     *
     * @throws IllegalStateException when something else stands in the way, naming it
     */
    void install() throws InterruptedException {
        putTemplate();
        if (!writeAliasExists()) {
            createFirstIndex();
        }
    }

    private void putTemplate() throws InterruptedException {
        String json = new JsonTemplate("index-template.json")
                .with("index_pattern", names.pattern())
                .with("shards", shape.shards())
                .with("replicas", shape.replicas())
                .with("refresh_interval", shape.refreshInterval().toMillis() + "ms")
                .with("analyzer", shape.words().analyzer())
                .with("k1", shape.words().k1())
                .with("b", shape.words().b())
                .with("dimension", shape.vectorDimension())
                .with("engine", shape.engine().written())
                .with("m", shape.m())
                .with("ef_construction", shape.efConstruction())
                .filled();
        Answer answer = calls.patiently(OpenSearchCalls.put("/_index_template/" + names.template(), json));
        if (answer.status() != 200) {
            throw refused("The index template " + names.template() + " can't be put in place", answer);
        }
    }

    private boolean writeAliasExists() throws InterruptedException {
        Answer answer = calls.patiently(OpenSearchCalls.get("/_alias/" + names.writeAlias(), Map.of()));
        return switch (answer.status()) {
            case 200 -> true;
            case 404 -> false;
            default -> throw refused("The alias " + names.writeAlias() + " can't be read", answer);
        };
    }

    private void createFirstIndex() throws InterruptedException {
        String json = new JsonTemplate("first-index.json")
                .with("alias", names.alias())
                .with("write_alias", names.writeAlias())
                .filled();
        Answer answer = calls.patiently(OpenSearchCalls.put("/" + names.firstIndex(), json));
        if (answer.status() == 200) {
            LOG.info("created index={} alias={}", names.firstIndex(), names.alias());
        } else if (!createdByAnother(answer)) {
            throw refused(
                    "The index " + names.firstIndex() + " can't be created with the aliases " + names.alias() + " and "
                            + names.writeAlias() + ": remove what stands in the way",
                    answer);
        }
    }

    private boolean createdByAnother(Answer answer) throws InterruptedException {
        return answer.error().type().equals(ALREADY_EXISTS) && writeAliasExists();
    }

    private static IllegalStateException refused(String what, Answer answer) {
        ErrorCause error = answer.error();
        return new IllegalStateException(
                what + " (" + answer.status() + " " + error.type() + ": " + error.reason() + ")");
    }
}
