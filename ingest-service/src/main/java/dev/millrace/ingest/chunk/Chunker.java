package dev.millrace.ingest.chunk;

import dev.millrace.ingest.parse.ParsedDocument;
import java.util.List;

/**
 * A strategy of cutting documents. Whichever it is, chunks are slices of the document's text, in order, without overlap
 * unless the strategy says so, and together hold all of the text but white space.
 */
@FunctionalInterface
public interface Chunker {

    List<TextChunk> chunk(ParsedDocument document);
}
