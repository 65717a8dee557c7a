package dev.millrace.ingest.parse;

import java.io.IOException;

/**
 * Parses in this process and on this thread, for as long as it takes: what the process of a parser does, see
 * {@code dev.millrace.ingest.parse.fork}. Its limits are those of {@link ParserConfig} but for the deadline.
 */
public final class TikaParser {

    private final ParserConfig config;
    private final TikaParsers parsers = new TikaParsers();

    public TikaParser(ParserConfig config) {
        this.config = config;
    }

    /**
     * Whatever the document holds, the answer is an outcome.
     *
     * @throws IOException when the source cannot be read, or the disk is full
     */
    public ParseOutcome parse(ParseRequest request) throws IOException {
        return new TikaParse(parsers, request, new ParseBudget(config)).run();
    }
}
