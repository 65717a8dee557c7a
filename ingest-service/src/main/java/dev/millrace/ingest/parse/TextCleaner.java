package dev.millrace.ingest.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes extracted text fit to store and to search: no character that UTF-8 cannot carry or nobody can see (controls,
 * lone surrogates, the replacement character that Tika puts for them, soft hyphens, byte order marks), and each run of white space made one space or one newline.
 */
final class TextCleaner {

    /** Stands for a line break that is meant, whatever {@link LineBreaks} says of a newline. */
    static final char LINE_BREAK = '\u2028';

    private final LineBreaks lineBreaks;
    private final List<String> paragraphs = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private int newlines;
    private int keptBreaks;
    private boolean space;

    private TextCleaner(LineBreaks lineBreaks) {
        this.lineBreaks = lineBreaks;
    }

    /** The cleaned paragraphs of a text, split at blank lines; none is empty. */
    static List<String> paragraphs(CharSequence raw, LineBreaks lineBreaks) {
        TextCleaner cleaner = new TextCleaner(lineBreaks);
        int i = 0;
        while (i < raw.length()) {
            int codePoint = Character.codePointAt(raw, i);
            i += Character.charCount(codePoint);
            if (isSpace(codePoint)) {
                boolean followedByNewline = codePoint == '\r' && i < raw.length() && raw.charAt(i) == '\n';
                cleaner.space(followedByNewline ? ' ' : codePoint);
            } else if (isText(codePoint)) {
                cleaner.text(codePoint);
            }
        }
        cleaner.endParagraph();
        return cleaner.paragraphs;
    }

    /** The cleaned text on one line; empty if nothing is left of it. */
    static String line(CharSequence raw) {
        return String.join(" ", paragraphs(raw, LineBreaks.MARKUP)).replace('\n', ' ');
    }

    private void space(int codePoint) {
        space = true;
        switch (codePoint) {
            case '\n', '\r' -> {
                newlines += lineBreaks == LineBreaks.MARKUP ? 0 : 1;
                keptBreaks += lineBreaks == LineBreaks.AUTHORED ? 1 : 0;
            }
            case LINE_BREAK -> {
                newlines++;
                keptBreaks++;
            }
            case '\f', '\u2029' -> newlines += 2;
            default -> {}
        }
    }

    private void text(int codePoint) {
        if (newlines > 1) {
            endParagraph();
        } else if (space && !paragraph.isEmpty()) {
            paragraph.append(keptBreaks > 0 ? '\n' : ' ');
        }
        paragraph.appendCodePoint(codePoint);
        space = false;
        newlines = 0;
        keptBreaks = 0;
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            paragraphs.add(paragraph.toString());
            paragraph.setLength(0);
        }
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == '\u0085';
    }

    private static boolean isText(int codePoint) {
        boolean nonCharacter = (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
        boolean unseen =
                codePoint == '\u00AD' || codePoint == '\uFEFF' || codePoint == '\u200B' || codePoint == '\uFFFD';
        return !nonCharacter
                && !unseen
                && Character.getType(codePoint) != Character.SURROGATE
                && !Character.isISOControl(codePoint);
    }
}
