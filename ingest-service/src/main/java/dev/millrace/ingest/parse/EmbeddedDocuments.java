package dev.millrace.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.EmbeddedContentHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Parses attachments, archive entries and the like in their place in the document that holds them. One that cannot be
 * read is left out; the document around it still counts.
 */
final class EmbeddedDocuments implements EmbeddedDocumentExtractor {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDocuments.class);

    private final Parser parser;
    private final ParseContext context;
    private final ParseBudget budget;
    private final XhtmlBlocks blocks;

    EmbeddedDocuments(Parser parser, ParseContext context, ParseBudget budget, XhtmlBlocks blocks) {
        this.parser = parser;
        this.context = context;
        this.budget = budget;
        this.blocks = blocks;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        String kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
        return !TikaCoreProperties.EmbeddedResourceType.THUMBNAIL.name().equals(kind);
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
            throws SAXException, IOException {
        budget.enterEmbedded();
        Supplier<@Nullable String> heading = () -> MetadataFields.nameOf(metadata);
        blocks.startEmbedded(heading);
        try (TemporaryResources temporary = new TemporaryResources()) {
            TikaInputStream input = open(stream, metadata, temporary, budget);
            parser.parse(input, new EmbeddedContentHandler(new BodyContentHandler(handler)), metadata, context);
        } catch (TikaException e) {
            leaveOut(e);
        } finally {
            budget.leaveEmbedded();
        }
        budget.check();
        blocks.endEmbedded(heading);
    }

    private static TikaInputStream open(
            InputStream stream, Metadata metadata, TemporaryResources temporary, ParseBudget budget) {
        InputStream counted = new BudgetedStream(CloseShieldInputStream.wrap(stream), budget);
        TikaInputStream input = TikaInputStream.get(counted, temporary, metadata);
        if (stream instanceof TikaInputStream original && original.getOpenContainer() != null) {
            input.setOpenContainer(original.getOpenContainer());
        }
        return input;
    }

    private static void leaveOut(TikaException e) throws SAXException, IOException {
        if (ParseFailures.isEnvironmental(e)) {
            throw new IOException(e);
        }
        if (ParseFailures.classify(e, "").reason() == ParseFailure.TOO_LARGE) {
            throw new LimitExceeded("an embedded document has more text for its size than is believable");
        }
        LOG.debug("left out an embedded document cause={}", e.getClass().getSimpleName());
    }
}
