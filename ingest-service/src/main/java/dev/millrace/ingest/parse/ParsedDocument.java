package dev.millrace.ingest.parse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document's text and what is known of it. The text holds no NUL and no lone surrogate, so it can be written as UTF-8
 * as it is.
 *
 * @param text the whole text; all of it but white space belongs to exactly one block
 * @param blocks slices of the text, in order, not overlapping, at least one
 * @param language as the document itself declares it, such as {@code en-GB}
 * @param metadata the fields of {@link MetadataFields} that the document states, by their short names
 */
public record ParsedDocument(
        String text,
        List<Block> blocks,
        @Nullable String title,
        String mediaType,
        @Nullable String language,
        Map<String, String> metadata) {

    public ParsedDocument {
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("a parsed document has at least one block; without text it is empty");
        }
        blocks = List.copyOf(blocks);
        metadata = Map.copyOf(metadata);
    }

    public String textOf(Block block) {
        return block.span().of(text);
    }
}
