package dev.millrace.ingest.parse;

/** What a newline in extracted text means; it depends on the format. */
enum LineBreaks {

    /** Nothing: markup says where lines end (HTML, Markdown). */
    MARKUP,

    /** How the text was wrapped: lines are joined, and a blank line parts two paragraphs (office formats). */
    WRAPPED,

    /** How the page was set: like {@link #WRAPPED}, and any line may be told as a paragraph (PDF, Outlook mails). */
    TYPESET,

    /** The author's own line end: kept, and a blank line parts two paragraphs (plain text, code). */
    AUTHORED;

    static LineBreaks of(String mediaType) {
        return switch (mediaType) {
            case "text/html", "text/markdown", "application/xhtml+xml", "application/epub+zip" -> MARKUP;
            case "application/pdf", "application/vnd.ms-outlook" -> TYPESET;
            case "text/plain", "message/rfc822", "application/mbox", "application/json" -> AUTHORED;
            default -> mediaType.startsWith("text/") ? AUTHORED : WRAPPED;
        };
    }
}
