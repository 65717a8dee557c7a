package dev.millrace.ingest.parse;

import org.jspecify.annotations.Nullable;

/** A piece of a document's structure: a slice of its text, never empty, with no white space at its ends. */
public sealed interface Block {

    Span span();

    /** The page or slide on which the block stands, counted from 1; null where the format has none. */
    @Nullable Integer page();

    /** @param level 1 for the topmost, up to 6 */
    record Heading(Span span, @Nullable Integer page, int level) implements Block {}

    record Paragraph(Span span, @Nullable Integer page) implements Block {}

    record ListItem(Span span, @Nullable Integer page) implements Block {}

    /**
     * The cells of one row that hold text, joined by {@link #CELL_SEPARATOR}.
     *
     * @param table number of the table in the document, counted from 1
     * @param header whether the row names the columns of its table
     */
    record TableRow(Span span, @Nullable Integer page, int table, boolean header) implements Block {}

    String CELL_SEPARATOR = " | ";
}
