package dev.millrace.ingest.parse;

/** What became of a document; every parse ends in exactly one of these. */
public sealed interface ParseOutcome {

    /** The document has text. */
    record Parsed(ParsedDocument document) implements ParseOutcome {}

    /** The document is fine and holds no text, as a picture or an empty file: nothing to index, nothing wrong. */
    record Empty(String mediaType) implements ParseOutcome {}

    /**
     * The document cannot be read, and trying again would not help.
     *
     * @param message a sentence for operators; it never holds content of the document
     */
    record Rejected(ParseFailure reason, String message) implements ParseOutcome {}
}
