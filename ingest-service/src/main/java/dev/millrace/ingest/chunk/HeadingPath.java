package dev.millrace.ingest.chunk;

import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The headings over a place in the text, while reading downwards. The names of a table's columns count as a heading over
 * the rows below, so that a chunk of rows from the middle of a table says what they are.
 */
final class HeadingPath {

    private static final int MAX_HEADER_CHARS = 250;
    private static final int NO_TABLE = -1;

    private final ParsedDocument document;
    private final Deque<Entry> open = new ArrayDeque<>();
    private List<String> texts = List.of();
    private List<String> textsInTable = List.of();
    private int table = NO_TABLE;

    private record Entry(int level, String text) {}

    HeadingPath(ParsedDocument document) {
        this.document = document;
    }

    /** The headings over a block, itself included if it is one. */
    List<String> enter(Block block) {
        switch (block) {
            case Block.Heading heading -> enter(heading.level(), document.textOf(heading));
            case Block.TableRow row when row.header() -> enterTable(row);
            case Block.TableRow row
            when row.table() == table -> {
                return textsInTable;
            }
            case Block.TableRow row -> {}
            case Block.Paragraph paragraph -> {}
            case Block.ListItem item -> {}
        }
        return texts;
    }

    /** A heading ends those of its own level and below. */
    private void enter(int level, String text) {
        while (!open.isEmpty() && open.getLast().level() >= level) {
            open.removeLast();
        }
        open.addLast(new Entry(level, text));
        texts = open.stream().map(Entry::text).toList();
        table = NO_TABLE;
    }

    private void enterTable(Block.TableRow header) {
        table = header.table();
        List<String> more = new ArrayList<>(texts);
        more.add(shortened(document.textOf(header)));
        textsInTable = List.copyOf(more);
    }

    private static String shortened(String header) {
        if (header.length() <= MAX_HEADER_CHARS) {
            return header;
        }
        int cell = header.lastIndexOf(Block.CELL_SEPARATOR, MAX_HEADER_CHARS);
        if (cell > 0) {
            return header.substring(0, cell);
        }
        boolean splitsPair = Character.isHighSurrogate(header.charAt(MAX_HEADER_CHARS - 1));
        return header.substring(0, splitsPair ? MAX_HEADER_CHARS - 1 : MAX_HEADER_CHARS);
    }
}
