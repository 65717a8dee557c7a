package dev.millrace.search;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Vectors of the questions asked last, at most so many of them. Vectors must not be changed. */
final class QueryVectors {

    private static final float LOAD_FACTOR = 0.75f;

    private final Map<String, float[]> byQuery;

    /**
     * @param most 0 keeps none
     */
    QueryVectors(int most) {
        this.byQuery = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                return size() > most;
            }
        };
    }

    synchronized float @Nullable [] get(String query) {
        return byQuery.get(query);
    }

    synchronized void put(String query, float[] vector) {
        byQuery.put(query, vector);
    }
}
