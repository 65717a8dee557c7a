package dev.millrace.standalone.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.kafka.TopicsConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;

/** Carries operations out, and keeps the model in step. */
public final class Hands {

    private final Map<Document.Way, Source> sources;
    private final Reordering reordering;
    private final Model model;

    /**
     * @param sources not closed here
     * @param producer what a producer on the chunk topics is made from
     */
    public Hands(Map<Document.Way, Source> sources, Properties producer, TopicsConfig topics, Model model) {
        this.sources = Map.copyOf(sources);
        this.reordering = new Reordering(producer, topics);
        this.model = model;
    }

    public void carryOut(Operation operation) throws IOException, InterruptedException {
        switch (operation) {
            case Operation.Put(Document document, Text text, Operation.Change change) ->
                source(document).put(document.name(), text.bytes());
            case Operation.Rename(Document from, Document to) -> source(from).rename(from.name(), to.name());
            case Operation.Delete(Document document) -> source(document).delete(document.name());
            case Operation.Touch(Document document) -> source(document).touch(document.name());
            case Operation.Repeat(Document document) -> source(document).repeat(document.name());
            case Operation.Corrupt(Document document, long seed) ->
                source(document).put(document.name(), brokenPdf(seed));
            case Operation.Late(Document document) -> source(document).late(document.name());
            case Operation.Reorder reorder -> reordering.run(reorder);
        }
        model.apply(operation);
    }

    private Source source(Document document) {
        return sources.get(document.way());
    }

    private static byte[] brokenPdf(long seed) {
        return ("%PDF-1.7\n" + seed + " 0 obj\n<< /Type /Catalog").getBytes(UTF_8);
    }
}
