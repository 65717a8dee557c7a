package dev.millrace.ingest;

import dev.millrace.ingest.chunk.Chunker;
import dev.millrace.ingest.parse.DocumentParser;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.parse.ParseRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses and chunks a tiny PDF of our own, so that the first document of a user does not pay for the loading of the
 * parsers, which takes more than a second.
 */
final class WarmUp implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String DOCUMENT = "warm-up.pdf";

    private final DocumentParser parser;
    private final Chunker chunker;

    WarmUp(DocumentParser parser, Chunker chunker) {
        this.parser = parser;
        this.chunker = chunker;
    }

    /** Returns at once; what goes wrong in the background is logged and does no harm. */
    void startInBackground() {
        Thread.ofPlatform().name("warm-up").daemon().start(this);
    }

    @Override
    public void run() {
        try {
            ParseOutcome outcome = parser.parse(ParseRequest.of(document(), DOCUMENT, null));
            if (outcome instanceof ParseOutcome.Parsed(var document)) {
                chunker.chunk(document);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.info("the parsers could not be warmed up, so the first document takes longer: {}", e.toString());
        }
    }

    private static byte[] document() {
        try (InputStream input = WarmUp.class.getResourceAsStream(DOCUMENT)) {
            if (input == null) {
                throw new IllegalStateException(DOCUMENT + " is missing from the jar");
            }
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
