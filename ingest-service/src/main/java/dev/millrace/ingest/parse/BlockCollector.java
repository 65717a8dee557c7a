package dev.millrace.ingest.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Grows the text of a document block by block. */
final class BlockCollector {

    /** Longer "headings" are text that was only styled as one. */
    private static final int MAX_HEADING_CHARS = 250;

    /** A line so long that it broke because it was full. */
    private static final int FULL_LINE_CHARS = 60;

    private final ParseBudget budget;
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();
    private @Nullable Integer page;
    private int lastLength;

    BlockCollector(ParseBudget budget) {
        this.budget = budget;
    }

    /** Makes a block of a span; a constructor reference, mostly. */
    private interface Shape {
        Block at(Span span, @Nullable Integer page);
    }

    /** Of the blocks to come; null while what is read has no pages. */
    void page(@Nullable Integer page) {
        this.page = page;
    }

    void heading(int level, CharSequence raw) throws LimitExceeded {
        String line = TextCleaner.line(raw);
        if (line.length() > MAX_HEADING_CHARS) {
            add(line, "\n\n", Block.Paragraph::new);
        } else {
            add(line, "\n\n", (span, at) -> new Block.Heading(span, at, Math.clamp(level, 1, 6)));
        }
    }

    void paragraphs(CharSequence raw, LineBreaks lineBreaks) throws LimitExceeded {
        for (String paragraph : TextCleaner.paragraphs(raw, lineBreaks)) {
            if (lineBreaks == LineBreaks.TYPESET && continuesLast(paragraph)) {
                extendLast(paragraph);
            } else {
                add(paragraph, "\n\n", Block.Paragraph::new);
            }
        }
    }

    void listItem(CharSequence raw, LineBreaks lineBreaks) throws LimitExceeded {
        for (String paragraph : TextCleaner.paragraphs(raw, lineBreaks)) {
            add(paragraph, last() instanceof Block.ListItem ? "\n" : "\n\n", Block.ListItem::new);
        }
    }

    void tableRow(List<String> cells, int table, boolean header) throws LimitExceeded {
        List<String> filled = cells.stream()
                .map(TextCleaner::line)
                .filter(cell -> !cell.isEmpty())
                .toList();
        boolean follows = last() instanceof Block.TableRow row && row.table() == table;
        add(
                String.join(Block.CELL_SEPARATOR, filled),
                follows ? "\n" : "\n\n",
                (span, at) -> new Block.TableRow(span, at, table, header));
    }

    /** Fails if so many more characters would be too many. */
    void checkRoom(int more) throws LimitExceeded {
        budget.checkText((long) text.length() + more);
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    String text() {
        return text.toString();
    }

    List<Block> blocks() {
        return blocks;
    }

    /** Whether a line goes on in the middle of the sentence that the last one began. */
    private boolean continuesLast(String line) {
        if (!(last() instanceof Block.Paragraph last) || !Objects.equals(last.page(), page)) {
            return false;
        }
        boolean sentenceEnded = ".!?:;".indexOf(text.charAt(text.length() - 1)) >= 0;
        return !sentenceEnded && (Character.isLowerCase(line.codePointAt(0)) || lastLength >= FULL_LINE_CHARS);
    }

    private void extendLast(String line) throws LimitExceeded {
        checkRoom(line.length());
        Span begun = blocks.removeLast().span();
        text.append(' ').append(line);
        blocks.add(new Block.Paragraph(new Span(begun.start(), text.length()), page));
        lastLength = line.length();
    }

    private @Nullable Block last() {
        return blocks.isEmpty() ? null : blocks.getLast();
    }

    private void add(String content, String separator, Shape shape) throws LimitExceeded {
        if (content.isEmpty()) {
            return;
        }
        checkRoom(content.length());
        if (!text.isEmpty()) {
            text.append(separator);
        }
        int start = text.length();
        text.append(content);
        blocks.add(shape.at(new Span(start, text.length()), page));
        lastLength = content.length();
    }
}
