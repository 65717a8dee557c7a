package dev.millrace.ingest.parse;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.EmptyParser;
import org.apache.tika.parser.ParseContext;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** One parse of one document. */
final class TikaParse {

    /** Types without text of their own: no parser for them is no fault. */
    private static final Set<String> TEXTLESS = Set.of("image", "audio", "video", "font", "model");

    private static final Set<String> MARKED_UP =
            Set.of("text/html", "application/xhtml+xml", "application/epub+zip", "text/markdown");

    private final TikaParsers parsers;
    private final ParseRequest request;
    private final ParseBudget budget;
    private final Metadata metadata = new Metadata();

    TikaParse(TikaParsers parsers, ParseRequest request, ParseBudget budget) {
        this.parsers = parsers;
        this.request = request;
        this.budget = budget;
    }

    ParseOutcome run() throws IOException {
        set(TikaCoreProperties.RESOURCE_NAME_KEY, request.filename());
        set(Metadata.CONTENT_TYPE, request.contentType());
        try (TikaInputStream input = open()) {
            return parse(input);
        }
    }

    private ParseOutcome parse(TikaInputStream input) throws IOException {
        BlockCollector blocks = new BlockCollector(budget);
        String mediaType = MediaType.OCTET_STREAM.toString();
        try {
            mediaType = mediaType(input);
            parse(input, mediaType, blocks);
            budget.check();
        } catch (ZeroByteFileException _) {
            return new ParseOutcome.Empty(mediaType);
        } catch (IOException | TikaException | SAXException | RuntimeException | Error e) {
            if (ParseFailures.isEnvironmental(e)) {
                throw new IOException("the document could not be read or spooled", e);
            }
            return ParseFailures.classify(e, mediaType);
        }
        return outcome(blocks, mediaType);
    }

    /** Found out once: the parser takes what is found here for the type. */
    private String mediaType(TikaInputStream input) throws IOException {
        MediaType detected = parsers.parser().getDetector().detect(input, metadata);
        metadata.set(TikaCoreProperties.CONTENT_TYPE_PARSER_OVERRIDE, detected.toString());
        return detected.getBaseType().toString();
    }

    private void parse(TikaInputStream input, String mediaType, BlockCollector blocks)
            throws IOException, TikaException, SAXException {
        XhtmlBlocks handler = new XhtmlBlocks(
                blocks,
                LineBreaks.of(mediaType),
                !MARKED_UP.contains(mediaType),
                () -> MetadataFields.mailSubjectOf(metadata));
        ParseContext context = parsers.context();
        context.set(EmbeddedDocumentExtractor.class, new EmbeddedDocuments(parsers.parser(), context, budget, handler));
        parsers.parser().parse(input, handler, metadata, context);
        handler.endDocument();
    }

    private ParseOutcome outcome(BlockCollector blocks, String mediaType) {
        if (blocks.isEmpty()) {
            boolean textless = TEXTLESS.contains(MediaType.parse(mediaType).getType());
            return parsedByNone() && !textless
                    ? ParseFailures.unsupported(mediaType)
                    : new ParseOutcome.Empty(mediaType);
        }
        return new ParseOutcome.Parsed(new ParsedDocument(
                blocks.text(),
                blocks.blocks(),
                MetadataFields.titleOf(metadata),
                mediaType,
                MetadataFields.languageOf(metadata),
                MetadataFields.of(metadata)));
    }

    private boolean parsedByNone() {
        return List.of(metadata.getValues(TikaCoreProperties.TIKA_PARSED_BY)).contains(EmptyParser.class.getName());
    }

    private TikaInputStream open() throws IOException {
        return switch (request.source()) {
            case DocumentSource.InMemory(byte[] bytes) -> TikaInputStream.get(bytes);
            case DocumentSource.OnDisk(var path) -> TikaInputStream.get(path);
        };
    }

    private void set(String name, @Nullable String value) {
        if (value != null) {
            metadata.set(name, value);
        }
    }
}
