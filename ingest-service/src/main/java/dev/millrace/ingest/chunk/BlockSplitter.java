package dev.millrace.ingest.chunk;

import dev.millrace.encoder.TokenizedText;
import dev.millrace.encoder.Tokenizer;
import dev.millrace.ingest.chunk.Unit.Begin;
import dev.millrace.ingest.chunk.Unit.Role;
import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.ParsedDocument;
import dev.millrace.ingest.parse.Span;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Cuts one block, or a piece of a long one, into units that fit into a chunk, at the best places that make them fit: ends
 * of sentences or lines, else white space, else between words that nothing parts (Chinese, punctuation), and only a word
 * that is too long by itself inside.
 */
final class BlockSplitter {

    private static final int LONG_WORD_TOKENS = 16;

    private final Tokenizer tokenizer;
    private final int maxTokens;
    private final Block block;
    private final int offset;
    private final List<String> headingPath;
    private final String text;
    private final TokenizedText tokens;

    /** Hands over one for each block, several for a long one, while reading downwards; of no other are tokens held. */
    static void each(
            Tokenizer tokenizer, int maxTokens, ParsedDocument document, Consumer<? super BlockSplitter> action) {
        HeadingPath path = new HeadingPath(document);
        for (Block block : document.blocks()) {
            List<String> headings = path.enter(block);
            for (Span piece : BlockPieces.of(document.text(), block.span())) {
                action.accept(new BlockSplitter(tokenizer, maxTokens, document.text(), block, piece, headings));
            }
        }
    }

    /** @param headingPath over the block */
    private BlockSplitter(
            Tokenizer tokenizer, int maxTokens, String text, Block block, Span piece, List<String> headingPath) {
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
        this.block = block;
        this.offset = piece.start();
        this.headingPath = headingPath;
        this.text = piece.of(text);
        this.tokens = tokenizer.tokenize(this.text);
    }

    /** Where a text may be cut, from best to worst. */
    private enum Cut {
        SENTENCE,
        SPACE,
        WORD
    }

    Block block() {
        return block;
    }

    Unit whole() {
        return unit(0, text.length(), tokens.size(), begin(0));
    }

    boolean fits(Unit unit) {
        return unit.tokens() <= maxTokens && unit.end() - unit.start() <= ChunkerConfig.MAX_CHARS;
    }

    /** The sentences, and the parts of those that are too long. */
    List<Unit> sentences() {
        List<Unit> units = new ArrayList<>();
        split(0, text.length(), Cut.SENTENCE, maxTokens, units);
        return units;
    }

    /** What white space parts; what is long without any, such as Chinese, is parted into its words. */
    List<Unit> words() {
        List<Unit> units = new ArrayList<>();
        split(0, text.length(), Cut.SPACE, Math.min(maxTokens, LONG_WORD_TOKENS), units);
        return units;
    }

    /** @param most tokens of a unit that is not cut any finer */
    private void split(int start, int end, Cut cut, int most, List<Unit> units) {
        BitSet boundaries = switch (cut) {
            case SENTENCE -> sentenceEnds(start, end);
            case SPACE -> spaceEnds(start, end);
            case WORD -> wordStarts(start, end);
        };
        int from = start;
        while (from < end) {
            int next = boundaries.nextSetBit(from + 1);
            int to = next < 0 || next > end ? end : next;
            add(from, to, cut, most, units);
            from = to;
        }
    }

    private void add(int start, int end, Cut cut, int most, List<Unit> units) {
        int count = firstTokenFrom(end) - firstTokenFrom(start);
        if (count <= most && end - start <= ChunkerConfig.MAX_CHARS) {
            units.add(unit(start, end, count, begin(start)));
            return;
        }
        switch (cut) {
            case SENTENCE -> split(start, end, Cut.SPACE, maxTokens, units);
            case SPACE -> split(start, end, Cut.WORD, maxTokens, units);
            case WORD -> cutWord(start, end, units);
        }
    }

    /** The parts are counted anew: a part of a word has other tokens than the word had there. */
    private void cutWord(int start, int end, List<Unit> units) {
        int from = start;
        while (from < end) {
            int to = codePointBoundary(from, Math.min(end, from + ChunkerConfig.MAX_CHARS));
            int count = countAnew(from, to);
            while (count > maxTokens && text.codePointCount(from, to) > 1) {
                to = codePointBoundary(from, from + (to - from) / 2);
                count = countAnew(from, to);
            }
            units.add(unit(from, to, count, from > start ? Begin.INSIDE_WORD : begin(from)));
            from = to;
        }
    }

    private int countAnew(int start, int end) {
        return tokenizer.tokenize(text.substring(start, end)).size();
    }

    /** At most {@code to}, but at least one code point after {@code from}. */
    private int codePointBoundary(int from, int to) {
        boolean splitsPair = to < text.length()
                && to > from
                && Character.isLowSurrogate(text.charAt(to))
                && Character.isHighSurrogate(text.charAt(to - 1));
        int boundary = splitsPair ? to - 1 : to;
        return boundary > from ? boundary : text.offsetByCodePoints(from, 1);
    }

    private BitSet sentenceEnds(int start, int end) {
        BitSet ends = new BitSet(end);
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text.substring(start, end).replace('\n', ' '));
        for (int i = sentences.first(); i != BreakIterator.DONE; i = sentences.next()) {
            setIfBetweenWords(ends, start + i);
        }
        for (int i = text.indexOf('\n', start); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
            ends.set(i + 1);
        }
        return ends;
    }

    private BitSet spaceEnds(int start, int end) {
        BitSet ends = new BitSet(end);
        for (int i = start + 1; i < end; i++) {
            if (WhiteSpace.is(text.charAt(i - 1)) && !WhiteSpace.is(text.charAt(i))) {
                setIfBetweenWords(ends, i);
            }
        }
        return ends;
    }

    private BitSet wordStarts(int start, int end) {
        BitSet starts = new BitSet(end);
        for (int i = firstTokenFrom(start); i < firstTokenFrom(end); i++) {
            setIfBetweenWords(starts, tokens.start(i));
        }
        return starts;
    }

    private void setIfBetweenWords(BitSet boundaries, int position) {
        int next = firstTokenFrom(position);
        boolean wordStarts = next == tokens.size() || tokens.startsWord(next);
        boolean lastEnded = next == 0 || tokens.end(next - 1) <= position;
        if (wordStarts && lastEnded) {
            boundaries.set(position);
        }
    }

    /** The number of tokens that start before a position. */
    private int firstTokenFrom(int position) {
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.start(middle) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Begin begin(int start) {
        return offset + start == block.span().start() ? Begin.BLOCK : Begin.INSIDE_BLOCK;
    }

    private Unit unit(int start, int end, int count, Begin begins) {
        return new Unit(offset + start, offset + end, count, begins, role(), headingPath, block.page());
    }

    private Role role() {
        return switch (block) {
            case Block.Heading heading -> Role.HEADING;
            case Block.TableRow row -> row.header() ? Role.TABLE_HEADER : Role.BODY;
            case Block.Paragraph paragraph -> Role.BODY;
            case Block.ListItem item -> Role.BODY;
        };
    }
}
