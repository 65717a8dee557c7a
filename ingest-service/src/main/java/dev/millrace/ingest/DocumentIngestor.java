package dev.millrace.ingest;

import com.google.protobuf.ByteString;
import dev.millrace.core.deadletter.Reason;
import dev.millrace.ingest.Decision.Rejection;
import dev.millrace.ingest.LedgerRules.Content;
import dev.millrace.ingest.chunk.Chunker;
import dev.millrace.ingest.chunk.TextChunk;
import dev.millrace.ingest.document.Attributes;
import dev.millrace.ingest.document.Incoming;
import dev.millrace.ingest.ledger.Change;
import dev.millrace.ingest.ledger.Fingerprints;
import dev.millrace.ingest.parse.DocumentParser;
import dev.millrace.ingest.parse.DocumentSource;
import dev.millrace.ingest.parse.ParseFailure;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.parse.ParseRequest;
import dev.millrace.ingest.parse.ParsedDocument;
import dev.millrace.ingest.source.Fetched;
import dev.millrace.ingest.source.ObjectFetcher;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;

/**
 * Fetches, parses and chunks one document, and has {@link LedgerRules} decide what the index must be told. Writes
 * nothing: a slow document holds no transaction open.
 */
final class DocumentIngestor {

    private final ObjectFetcher fetcher;
    private final DocumentParser parser;
    private final Chunker chunker;
    private final LedgerRules rules;
    private final IngestMetrics metrics;
    private final Clock clock;

    DocumentIngestor(
            ObjectFetcher fetcher,
            DocumentParser parser,
            Chunker chunker,
            LedgerRules rules,
            IngestMetrics metrics,
            Clock clock) {
        this.fetcher = fetcher;
        this.parser = parser;
        this.chunker = chunker;
        this.rules = rules;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Decides what a record leads to.
     *
     * @throws IOException when source or disk can't be reached for now: nothing is decided, try again later
     */
    Decision ingest(Position position, Incoming incoming) throws IOException, InterruptedException {
        return switch (incoming) {
            case Incoming.Deleted() -> removed(position, clock.millis());
            case Incoming.Malformed(String problem) -> Decision.reject(new Rejection(Reason.MALFORMED, problem));
            case Incoming.Bytes bytes -> ingest(position, bytes);
            case Incoming.Reference reference -> ingest(position, reference);
        };
    }

    private Decision ingest(Position position, Incoming.Bytes bytes) throws IOException, InterruptedException {
        Attributes attributes = bytes.attributes().orElse(position.documentId(), null);
        byte[] hash = Fingerprints.digest().digest(bytes.content());
        Content content = new Content(Fingerprints.content(hash, attributes), null);
        return ingest(position, new DocumentSource.InMemory(bytes.content()), attributes, content);
    }

    private Decision ingest(Position position, Incoming.Reference reference) throws IOException, InterruptedException {
        Attributes said = reference.attributes();
        Timer.Sample fetching = Timer.start();
        try (Fetched fetched = fetcher.fetch(reference.uri())) {
            fetching.stop(metrics.fetch);
            return switch (fetched) {
                case Fetched.Gone() -> removed(position, said.changedAtMillis());
                case Fetched.Refused(Reason reason, String message) ->
                    rules.failed(
                            position,
                            change(position, said),
                            new Content(ByteString.EMPTY, reference.version()),
                            new Rejection(reason, message));
                case Fetched.Present present -> {
                    Attributes attributes = said.orElse(present.attributes())
                            .orElse(position.documentId(), reference.uri().toString());
                    Content content =
                            new Content(Fingerprints.content(present.contentHash(), attributes), present.version());
                    yield ingest(position, present.content(), attributes, content);
                }
            };
        }
    }

    private Decision ingest(Position position, DocumentSource source, Attributes attributes, Content content)
            throws IOException, InterruptedException {
        if (rules.knows(position, content)) {
            return rules.unchanged(position, content);
        }
        Timer.Sample parsing = Timer.start();
        ParseOutcome outcome = parser.parse(new ParseRequest(
                source, attributes.filename(), attributes.contentType(), attempted(position, content)));
        parsing.stop(metrics.parse);
        return switch (outcome) {
            case ParseOutcome.Parsed(ParsedDocument document) -> chunked(position, attributes, content, document);
            case ParseOutcome.Empty(String mediaType) -> rules.empty(position, change(position, attributes), content);
            case ParseOutcome.Rejected(ParseFailure failure, String message, String stackSummary) ->
                rules.failed(
                        position,
                        change(position, attributes),
                        content,
                        new Rejection(reason(failure), message, stackSummary));
        };
    }

    private Decision chunked(Position position, Attributes attributes, Content content, ParsedDocument document) {
        Timer.Sample chunking = Timer.start();
        List<TextChunk> passages = chunker.chunk(document);
        chunking.stop(metrics.chunk);
        Change change = change(position, attributes);
        return rules.chunked(position, change, content, DocumentChunks.of(change, attributes, document, passages));
    }

    private Decision removed(Position position, long changedAtMillis) {
        return rules.removed(position, position.change(changedAtMillis, clock.millis()));
    }

    private Change change(Position position, Attributes attributes) {
        return position.change(attributes.changedAtMillis(), clock.millis());
    }

    /** What is counted as attempts at the same parse, also by the next process. */
    private static String attempted(Position position, Content content) {
        return position.documentId() + "\0"
                + HexFormat.of().formatHex(content.fingerprint().toByteArray());
    }

    private static Reason reason(ParseFailure failure) {
        return switch (failure) {
            case CORRUPT -> Reason.CORRUPT;
            case ENCRYPTED -> Reason.ENCRYPTED;
            case UNSUPPORTED -> Reason.UNSUPPORTED;
            case TOO_LARGE -> Reason.TOO_LARGE;
            case TIMEOUT -> Reason.TIMEOUT;
            case OUT_OF_MEMORY -> Reason.OUT_OF_MEMORY;
            case PARSER_CRASHED -> Reason.PARSER_CRASHED;
        };
    }
}
