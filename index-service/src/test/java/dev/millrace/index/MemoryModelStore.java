package dev.millrace.index;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the model in memory. */
final class MemoryModelStore implements ModelStore {

    private @Nullable String modelId;

    @Override
    public Optional<String> read() {
        return Optional.ofNullable(modelId);
    }

    @Override
    public void write(String newModelId) {
        modelId = newModelId;
    }

    void lose() {
        modelId = null;
    }
}
