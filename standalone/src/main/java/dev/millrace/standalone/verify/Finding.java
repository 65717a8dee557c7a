package dev.millrace.standalone.verify;

import java.util.List;

/**
 * What a look at one document gave.
 *
 * @param differences none when all agree
 * @param unknownChunks ids of passages that can be found and that the ledger does not know
 * @param explained whether a dead letter accounts for something that differs, or for finding nothing of it
 */
public record Finding(String documentId, List<Difference> differences, List<String> unknownChunks, boolean explained) {

    public Finding {
        differences = List.copyOf(differences);
        unknownChunks = List.copyOf(unknownChunks);
    }

    boolean differs() {
        return !differences.isEmpty();
    }

    Finding with(String more) {
        return new Finding(
                documentId,
                differences.stream().map(difference -> difference.with(more)).toList(),
                unknownChunks,
                explained);
    }
}
