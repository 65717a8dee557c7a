package dev.millrace.ingest.parse;

import org.jspecify.annotations.Nullable;

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
     * @param stackSummary types and topmost frames of the exceptions that tell it, for developers; null without any
     */
    record Rejected(
            ParseFailure reason, String message, @Nullable String stackSummary) implements ParseOutcome {

        public Rejected(ParseFailure reason, String message) {
            this(reason, message, null);
        }
    }
}
