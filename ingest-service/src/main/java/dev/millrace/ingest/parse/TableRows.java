package dev.millrace.ingest.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.xml.sax.SAXException;

/** Gathers cells into rows, and rows into numbered tables, which may stand in each other's cells. */
final class TableRows {

    private final BlockCollector blocks;
    private final boolean guessHeaders;
    private final Deque<Table> open = new ArrayDeque<>();
    private int tables;

    TableRows(BlockCollector blocks, boolean guessHeaders) {
        this.blocks = blocks;
        this.guessHeaders = guessHeaders;
    }

    private static final class Table {
        private final int number;
        private final List<String> cells = new ArrayList<>();
        private boolean inRow;
        private boolean onlyHeaderCells;
        private boolean hasRows;

        private Table(int number) {
            this.number = number;
        }
    }

    /** A table inside a cell comes after the cells before it in the outer row. */
    void startTable() throws SAXException {
        endRowEarly();
        tables++;
        open.push(new Table(tables));
    }

    void endTable() throws SAXException {
        endRow();
        open.poll();
    }

    void startRow() throws SAXException {
        if (open.isEmpty()) {
            startTable();
        }
        endRow();
        open.element().inRow = true;
        open.element().onlyHeaderCells = true;
    }

    boolean inRow() {
        return !open.isEmpty() && open.element().inRow;
    }

    void cell(String content, boolean header) {
        Table table = open.peek();
        if (table != null) {
            table.cells.add(content);
            table.onlyHeaderCells &= header;
        }
    }

    void endRow() throws SAXException {
        endRowEarly();
        if (!open.isEmpty()) {
            open.element().inRow = false;
        }
    }

    /** Tells the cells so far as a row, because something other than a cell comes in between. */
    void endRowEarly() throws SAXException {
        Table table = open.peek();
        if (table == null) {
            return;
        }
        if (!table.cells.stream().allMatch(String::isBlank)) {
            boolean header = table.onlyHeaderCells || (guessHeaders && !table.hasRows && looksLikeHeader(table.cells));
            blocks.tableRow(table.cells, table.number, header);
            table.hasRows = true;
        }
        table.cells.clear();
    }

    private static boolean looksLikeHeader(List<String> cells) {
        return cells.size() > 1 && cells.stream().allMatch(TableRows::looksLikeName);
    }

    private static boolean looksLikeName(String cell) {
        return !cell.isBlank() && cell.length() <= 60 && cell.codePoints().anyMatch(Character::isLetter);
    }
}
