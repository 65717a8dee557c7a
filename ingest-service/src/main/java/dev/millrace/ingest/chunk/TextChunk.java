package dev.millrace.ingest.chunk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A passage of a document.
 *
 * @param text the document's text from {@code start} to {@code end}, with no white space at its ends
 * @param start in UTF-16 code units
 * @param end exclusive
 * @param ordinal the place among the document's chunks, from 0
 * @param page on which the chunk starts, from 1; null where the format has no pages
 * @param headingPath the headings the chunk stands under, outermost first
 * @param tokens of the text for the model, without its special tokens; an upper bound where words are very long
 */
public record TextChunk(
        String text,
        int start,
        int end,
        int ordinal,
        @Nullable Integer page,
        List<String> headingPath,
        int tokens) {

    public TextChunk {
        headingPath = List.copyOf(headingPath);
    }
}
