package dev.millrace.index;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the vectors of one index comparable: all of the model whose vector came first, all of one dimension. Not
 * thread-safe.
 */
final class ModelGuard {

    private final ModelStore store;
    private final int dimension;
    private @Nullable String modelId;

    ModelGuard(ModelStore store, int dimension) {
        this.store = store;
        this.dimension = dimension;
    }

    /** Why a vector must not go into the index; empty when it may. */
    Optional<String> objection(String vectorsModel, int vectorsDimension) throws InterruptedException {
        if (vectorsDimension != dimension) {
            return Optional.of(
                    "The vector has " + vectorsDimension + " dimensions, those of the index have " + dimension);
        }
        String indexModel = indexModel(vectorsModel);
        return vectorsModel.equals(indexModel)
                ? Optional.empty()
                : Optional.of("The vector is of model " + vectorsModel + ", those of the index are of " + indexModel);
    }

    /** Tells an index that was created anew whose vectors it is about to get. */
    void indexCreated() throws InterruptedException {
        String known = modelId;
        modelId = null;
        if (known != null) {
            indexModel(known);
        }
    }

    private String indexModel(String candidate) throws InterruptedException {
        if (modelId == null) {
            Optional<String> kept = store.read();
            if (kept.isEmpty()) {
                store.write(candidate);
                // Another replica may have written too: what is kept now holds for both.
                kept = store.read();
            }
            modelId = kept.orElse(candidate);
        }
        return modelId;
    }
}
