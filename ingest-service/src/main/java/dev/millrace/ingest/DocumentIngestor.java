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
import dev.millrace.ingest.parse.Parse;
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
import java.util.function.Function;

/**
 * Fetches, parses and chunks one document, and has {@link LedgerRules} decide what the index must be told. Writes
 * nothing: a slow document holds no transaction open.
 */
final class DocumentIngestor {

    private final ObjectFetcher fetcher;
    private final DocumentParser parser;
    private final Function<String, Chunker> chunkers;
    private final LedgerRules rules;
    private final IngestMetrics metrics;
    private final Clock clock;

    /** @param chunkers by document id */
    DocumentIngestor(
            ObjectFetcher fetcher,
            DocumentParser parser,
            Function<String, Chunker> chunkers,
            LedgerRules rules,
            IngestMetrics metrics,
            Clock clock) {
        this.fetcher = fetcher;
        this.parser = parser;
        this.chunkers = chunkers;
        this.rules = rules;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Where a parse is begun. */
    enum Lane {
        /** With all others. */
        QUICK,
        /** Beside them: the document is known to take long. Does not wait for its turn. */
        SLOW
    }

    /**
     * Decides what a record leads to, or begins what has to be waited for.
     *
     * @throws IOException when source or disk can't be reached for now: nothing is decided, try again later
     */
    Step begin(Position position, Incoming incoming, Lane lane) throws IOException, InterruptedException {
        return switch (incoming) {
            case Incoming.Deleted() -> new Step.Decided(removed(position, clock.millis()));
            case Incoming.Malformed(String problem) ->
                new Step.Decided(Decision.reject(new Rejection(Reason.MALFORMED, problem)));
            case Incoming.Bytes bytes -> begin(position, bytes, lane);
            case Incoming.Reference reference -> begin(position, reference, lane);
        };
    }

    private Step begin(Position position, Incoming.Bytes bytes, Lane lane) throws IOException, InterruptedException {
        Attributes attributes = bytes.attributes().orElse(position.documentId(), null);
        byte[] hash = Fingerprints.digest().digest(bytes.content());
        Content content = new Content(Fingerprints.content(hash, attributes), null);
        DocumentSource source = new DocumentSource.InMemory(bytes.content());
        return parse(position, new Fetched.Present(source, hash, "", attributes, false), attributes, content, lane);
    }

    private Step begin(Position position, Incoming.Reference reference, Lane lane)
            throws IOException, InterruptedException {
        Timer.Sample fetching = Timer.start();
        Fetched fetched = fetcher.fetch(reference.uri());
        fetching.stop(metrics.fetch);
        boolean goesOn = false;
        try {
            Step step = begin(position, reference, fetched, lane);
            goesOn = step instanceof Step.Parsing;
            return step;
        } finally {
            if (!goesOn) {
                fetched.close();
            }
        }
    }

    private Step begin(Position position, Incoming.Reference reference, Fetched fetched, Lane lane)
            throws IOException, InterruptedException {
        Attributes said = reference.attributes();
        return switch (fetched) {
            case Fetched.Gone() -> new Step.Decided(removed(position, said.changedAtMillis()));
            case Fetched.Refused(Reason reason, String message) ->
                new Step.Decided(rules.failed(
                        position,
                        change(position, said),
                        new Content(ByteString.EMPTY, reference.version()),
                        new Rejection(reason, message)));
            case Fetched.Present present -> {
                Attributes attributes = said.orElse(present.attributes())
                        .orElse(position.documentId(), reference.uri().toString());
                Content content =
                        new Content(Fingerprints.content(present.contentHash(), attributes), present.version());
                yield parse(position, present, attributes, content, lane);
            }
        };
    }

    private Step parse(Position position, Fetched.Present present, Attributes attributes, Content content, Lane lane)
            throws IOException, InterruptedException {
        if (rules.knows(position, content)) {
            return new Step.Decided(rules.unchanged(position, content));
        }
        ParseRequest request = new ParseRequest(
                present.content(), attributes.filename(), attributes.contentType(), attempted(position, content));
        Timer.Sample parsing = Timer.start();
        Parse parse = switch (lane) {
            case QUICK -> parser.begin(request);
            case SLOW -> BackgroundParse.begin(parser, request);
        };
        return new Step.Parsing(parse, present, (then, outcome) -> {
            parsing.stop(metrics.parse);
            return decide(then, attributes, content, outcome);
        });
    }

    private Decision decide(Position position, Attributes attributes, Content content, ParseOutcome outcome) {
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
        List<TextChunk> passages = chunkers.apply(position.documentId()).chunk(document);
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
