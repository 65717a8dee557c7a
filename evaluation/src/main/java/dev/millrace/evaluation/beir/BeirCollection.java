package dev.millrace.evaluation.beir;

import java.nio.file.Path;
import java.util.List;

/**
 * A test collection.
 *
 * @param name of its folder
 * @param split the file of judgements that was read, such as {@code test}
 * @param queries those that were judged, in the order of their file
 * @param notices what is odd about it and does no harm
 */
public record BeirCollection(
        Path folder,
        String name,
        String split,
        List<BeirDocument> documents,
        List<BeirQuery> queries,
        List<String> notices) {

    public BeirCollection {
        documents = List.copyOf(documents);
        queries = List.copyOf(queries);
        notices = List.copyOf(notices);
    }
}
