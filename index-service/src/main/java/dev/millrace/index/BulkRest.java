package dev.millrace.index;

import java.util.List;
import java.util.Optional;

/** What one bulk request left to be done. */
sealed interface BulkRest {

    /** Each operation is settled. */
    record Nothing() implements BulkRest {
        @Override
        public List<BulkOperation> operations() {
            return List.of();
        }
    }

    /** OpenSearch is away, or refuses for now. */
    record Again(List<BulkOperation> operations, String reason) implements BulkRest {}

    /** The index is gone. */
    record Install(List<BulkOperation> operations) implements BulkRest {}

    /** The request was too large, and is not of a single operation. */
    record Smaller(List<BulkOperation> operations) implements BulkRest {}

    /** What is to be sent again. */
    List<BulkOperation> operations();

    /** Why not at once. */
    default Optional<String> waitingFor() {
        return switch (this) {
            case Nothing done -> Optional.empty();
            case Smaller smaller -> Optional.empty();
            case Again again -> Optional.of(again.reason());
            case Install install -> Optional.of("the index is missing and will be created anew");
        };
    }
}
