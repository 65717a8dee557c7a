package dev.millrace.index;

import java.util.Locale;

/** What builds and searches the vector graph inside OpenSearch. */
public enum KnnEngine {
    /** Part of every OpenSearch with the k-NN plugin: the default. */
    LUCENE,
    /** Faster on large indices, where the node has the plugin's native libraries. A node without them dies of it. */
    FAISS;

    /** Its name in a mapping. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
