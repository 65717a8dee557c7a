package dev.millrace.ingest.ledger;

/**
 * An accepted change of a document.
 *
 * @param changedAtMillis when the source changed
 * @param ingestedAtMillis now
 */
public record Change(String documentId, long revision, long changedAtMillis, long ingestedAtMillis) {}
