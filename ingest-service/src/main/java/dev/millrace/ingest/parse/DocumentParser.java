package dev.millrace.ingest.parse;

import java.io.IOException;

/** Turns one document into text and blocks. Implementations are safe for use by several threads. */
public interface DocumentParser {

    /**
     * Begins a parse, once there is a place for it: places are given in the order in which they were asked for. Close
     * what is returned, or its place stays taken until its deadline.
     *
     * @throws IOException as {@link #parse} does
     */
    Parse begin(ParseRequest request) throws IOException, InterruptedException;

    /**
     * Begins a parse among those that are known to be slow, once there is a place for it there. Where documents have but
     * one lane, this is {@link #begin}.
     *
     * @throws IOException as {@link #parse} does
     */
    default Parse beginSlow(ParseRequest request) throws IOException, InterruptedException {
        return begin(request);
    }

    /**
     * Whatever the document holds, the answer is an outcome.
     *
     * @throws IOException when the source cannot be read, the disk is full, or no parser can be run: nothing the document
     *     is to blame for, so try again later
     * @throws InterruptedException when the calling thread is interrupted; the parse is given up
     */
    default ParseOutcome parse(ParseRequest request) throws IOException, InterruptedException {
        try (Parse parse = begin(request)) {
            return parse.await();
        }
    }
}
