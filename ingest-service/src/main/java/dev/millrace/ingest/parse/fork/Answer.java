package dev.millrace.ingest.parse.fork;

import dev.millrace.ingest.parse.ParseOutcome;

/** What a child says about a document. */
sealed interface Answer {

    /** What became of it. */
    record Done(ParseOutcome outcome) implements Answer {}

    /** The machine failed, not the document: a source that can't be read, a full disk. */
    record Trouble(String message) implements Answer {}
}
