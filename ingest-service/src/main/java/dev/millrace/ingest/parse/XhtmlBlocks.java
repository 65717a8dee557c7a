package dev.millrace.ingest.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Turns the XHTML that Tika's parsers tell into blocks. Bears elements that are never closed, or never opened. */
final class XhtmlBlocks extends DefaultHandler {

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> ITEMS = Set.of("li", "dt", "dd");
    private static final Set<String> OTHER_BLOCKS = Set.of(
            "body",
            "p",
            "div",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "dl",
            "table",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "caption",
            "section",
            "article",
            "aside",
            "header",
            "footer",
            "main",
            "nav",
            "figure",
            "figcaption",
            "address",
            "form",
            "fieldset",
            "legend",
            "details",
            "summary",
            "option",
            "hr");
    private static final Set<String> PAGE_CLASSES = Set.of("page", "slide", "slide-content");

    private static final int SLIDE_TITLE_LEVEL = 2;

    private final BlockCollector blocks;
    private final LineBreaks lineBreaks;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final TableRows rows;
    private boolean inBody;
    private @Nullable String pageClass;
    private int pages;
    private boolean slideBegun;
    private final Deque<Supplier<@Nullable String>> pendingHeadings = new ArrayDeque<>();
    private int depth;

    /**
     * @param heading of the whole document, asked for when its first text comes; null for none
     * @param guessHeaders whether a table's first row is its header when it looks like one, though not marked so
     */
    XhtmlBlocks(
            BlockCollector blocks, LineBreaks lineBreaks, boolean guessHeaders, Supplier<@Nullable String> heading) {
        this.blocks = blocks;
        this.lineBreaks = lineBreaks;
        this.rows = new TableRows(blocks, guessHeaders);
        pendingHeadings.add(heading);
    }

    /**
     * What follows up to {@link #endEmbedded} belongs to an embedded document. Its heading is asked for and told only if
     * it has text: most pictures have none.
     */
    void startEmbedded(Supplier<@Nullable String> heading) throws SAXException {
        flush();
        depth++;
        pendingHeadings.add(heading);
        blocks.page(null);
    }

    void endEmbedded(Supplier<@Nullable String> heading) throws SAXException {
        flush();
        depth--;
        pendingHeadings.remove(heading);
        if (depth == 0 && pages > 0) {
            blocks.page(pages);
        }
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        switch (localName) {
            case "body" -> inBody = true;
            case "br" -> text.append(TextCleaner.LINE_BREAK);
            default -> {}
        }
        if (!isBlock(localName)) {
            return;
        }
        if (place() == Place.CELL && !isInsideCell(localName)) {
            endCell(false);
        }
        flush();
        open.push(localName);
        switch (localName) {
            case "table" -> rows.startTable();
            case "tr" -> rows.startRow();
            case "div" -> startDivision(attributes.getValue("class"));
            default -> {}
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
        if (!isBlock(localName)) {
            return;
        }
        if (CELLS.contains(localName) && place() == Place.CELL) {
            endCell(localName.equals("th"));
        } else {
            flush();
        }
        close(localName);
        switch (localName) {
            case "tr" -> rows.endRow();
            case "table" -> rows.endTable();
            default -> {}
        }
    }

    @Override
    public void characters(char[] chars, int start, int length) throws SAXException {
        if (inBody) {
            text.append(chars, start, length);
            blocks.checkRoom(text.length());
        }
    }

    @Override
    public void ignorableWhitespace(char[] chars, int start, int length) throws SAXException {
        characters(chars, start, length);
    }

    @Override
    public void endDocument() throws SAXException {
        flush();
        tellHeadings();
    }

    /** The innermost element that decides what kind of block a text is. */
    private enum Place {
        HEADING,
        ITEM,
        CELL,
        PREFORMATTED,
        OTHER
    }

    private Place place() {
        for (String element : open) {
            if (HEADINGS.contains(element)) {
                return Place.HEADING;
            } else if (ITEMS.contains(element)) {
                return Place.ITEM;
            } else if (CELLS.contains(element)) {
                return Place.CELL;
            } else if (element.equals("pre")) {
                return Place.PREFORMATTED;
            } else if (element.equals("table")) {
                return Place.OTHER;
            }
        }
        return Place.OTHER;
    }

    private void flush() throws SAXException {
        if (isBlank()) {
            text.setLength(0);
            return;
        }
        Place place = place();
        if (place == Place.CELL && rows.inRow()) {
            text.append(' ');
            return;
        }
        rows.endRowEarly();
        tellHeadings();
        switch (place) {
            case HEADING -> blocks.heading(headingLevel() + depth, text);
            case ITEM -> blocks.listItem(text, lineBreaks);
            case PREFORMATTED -> blocks.paragraphs(text, LineBreaks.AUTHORED);
            case CELL, OTHER -> tellText();
        }
        text.setLength(0);
        slideBegun = false;
    }

    /** The first text on a slide is its title. */
    private void tellText() throws SAXException {
        if (slideBegun) {
            blocks.heading(SLIDE_TITLE_LEVEL, text);
        } else {
            blocks.paragraphs(text, lineBreaks);
        }
    }

    private int headingLevel() {
        for (String element : open) {
            if (HEADINGS.contains(element)) {
                return element.charAt(1) - '0';
            }
        }
        return 1;
    }

    private void endCell(boolean header) throws SAXException {
        if (!isBlank()) {
            tellHeadings();
        }
        rows.cell(text.toString(), header);
        text.setLength(0);
    }

    private void tellHeadings() throws SAXException {
        int level = depth - pendingHeadings.size() + 1;
        while (!pendingHeadings.isEmpty()) {
            String heading = pendingHeadings.remove().get();
            if (heading != null) {
                blocks.heading(level, heading);
            }
            level++;
        }
    }

    private boolean isBlank() {
        return text.chars().allMatch(Character::isWhitespace);
    }

    private void startDivision(@Nullable String divisionClass) {
        if (divisionClass == null || depth > 0 || !PAGE_CLASSES.contains(divisionClass)) {
            return;
        }
        if (pageClass == null) {
            pageClass = divisionClass;
        }
        if (divisionClass.equals(pageClass)) {
            pages++;
            blocks.page(pages);
            slideBegun = !divisionClass.equals("page");
        }
    }

    /** Closes the innermost element of that name, and with it what was left open inside. */
    private void close(String element) {
        if (open.contains(element)) {
            while (!open.pop().equals(element)) {
                // left open by the parser
            }
        }
    }

    private static boolean isInsideCell(String element) {
        return !element.equals("table")
                && !element.equals("pre")
                && !HEADINGS.contains(element)
                && !ITEMS.contains(element);
    }

    private static boolean isBlock(String element) {
        return OTHER_BLOCKS.contains(element)
                || HEADINGS.contains(element)
                || CELLS.contains(element)
                || ITEMS.contains(element);
    }
}
