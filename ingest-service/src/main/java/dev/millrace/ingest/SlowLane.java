package dev.millrace.ingest;

import dev.millrace.ingest.parse.ParseOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of one partition that take long, and so are parsed beside the others. How many there can be at once is
 * bounded by the parser's own slow lane and the one that is begun again at a time.
 */
final class SlowLane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SlowLane.class);

    private final Map<String, Underway> underway = new LinkedHashMap<>();

    private record Underway(Delivery delivery, Step.Parsing step) {}

    /** What came of a document. */
    record Finished(Delivery delivery, Step.Parsing step, ParseOutcome outcome) {}

    void add(Delivery delivery, Step.Parsing step) {
        underway.put(delivery.documentId(), new Underway(delivery, step));
    }

    boolean isEmpty() {
        return underway.isEmpty();
    }

    int size() {
        return underway.size();
    }

    /** The outcome of this document is of no use. Does nothing when it is not here. */
    void giveUp(String documentId) {
        Underway replaced = underway.remove(documentId);
        if (replaced != null) {
            replaced.step().close();
        }
    }

    /**
     * Takes out what is done, without waiting.
     *
     * @param onTrouble told of the documents whose parse could not be brought to an end for now: they are no longer here
     */
    List<Finished> takeFinished(List<String> onTrouble) throws InterruptedException {
        List<Finished> finished = new ArrayList<>();
        for (Underway document : List.copyOf(underway.values())) {
            String documentId = document.delivery().documentId();
            try {
                Optional<ParseOutcome> outcome = document.step().parse().await(Duration.ZERO);
                if (outcome.isPresent()) {
                    finished.add(new Finished(document.delivery(), document.step(), outcome.get()));
                    giveUp(documentId);
                }
            } catch (IOException e) {
                LOG.warn("document={} can't be parsed for now: {}", documentId, e.toString());
                giveUp(documentId);
                onTrouble.add(documentId);
            }
        }
        return finished;
    }

    @Override
    public void close() {
        List.copyOf(underway.keySet()).forEach(this::giveUp);
    }
}
