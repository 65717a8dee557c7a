package dev.millrace.standalone.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the index must hold once everything has been caught up with. */
public final class Model {

    private final Map<Document, Text> present = new LinkedHashMap<>();
    private final Set<Document> gone = new LinkedHashSet<>();
    private final List<String> deadLetters = new ArrayList<>();
    private final List<String> possibleDeadLetters = new ArrayList<>();

    public void apply(Operation operation) {
        switch (operation) {
            case Operation.Put(Document document, Text text, Operation.Change change) -> put(document, text);
            case Operation.Rename(Document from, Document to) -> {
                put(to, present.get(from));
                remove(from);
            }
            case Operation.Delete(Document document) -> remove(document);
            case Operation.Corrupt(Document document, long seed) -> {
                replaced(document);
                deadLetters.add(document.id());
            }
            case Operation.Touch touch -> {}
            case Operation.Repeat repeat -> {}
            case Operation.Late late -> {}
            case Operation.Reorder reorder -> {}
        }
    }

    /** The documents that must be found, each with its newest good text. */
    public Map<Document, Text> present() {
        return Collections.unmodifiableMap(present);
    }

    /** The documents that were there once. */
    public Set<Document> gone() {
        return Collections.unmodifiableSet(gone);
    }

    /** Ids of the documents whose newest content can't be parsed. */
    public List<String> deadLetters() {
        return Collections.unmodifiableList(deadLetters);
    }

    /** Ids of documents that could not be parsed and got a newer content, which may have come before they were parsed. */
    public List<String> possibleDeadLetters() {
        return Collections.unmodifiableList(possibleDeadLetters);
    }

    private void replaced(Document document) {
        while (deadLetters.remove(document.id())) {
            possibleDeadLetters.add(document.id());
        }
    }

    private void put(Document document, Text text) {
        replaced(document);
        present.put(document, text);
        gone.remove(document);
    }

    private void remove(Document document) {
        replaced(document);
        present.remove(document);
        gone.add(document);
    }
}
