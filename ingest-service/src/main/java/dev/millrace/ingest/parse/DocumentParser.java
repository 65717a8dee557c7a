package dev.millrace.ingest.parse;

import java.io.IOException;

/** Turns one document into text and blocks. Implementations are safe for use by several threads. */
public interface DocumentParser {

    /**
     * Whatever the document holds, the answer is an outcome.
     *
     * @throws IOException when the source cannot be read or the disk is full: nothing the document is to blame for,
     *     so try again later
     * @throws InterruptedException when the calling thread is interrupted; the parse is given up
     */
    ParseOutcome parse(ParseRequest request) throws IOException, InterruptedException;
}
