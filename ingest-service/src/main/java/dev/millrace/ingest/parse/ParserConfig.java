package dev.millrace.ingest.parse;

import java.time.Duration;

/**
 * Limits on one parse; beyond them a document is rejected, so that none is indexed in part without notice.
 *
 * @param deadline time one document may take
 * @param maxTextChars characters of text, in UTF-16 code units
 * @param maxEmbeddedDepth how deep documents may be nested: an attachment of a mail in an archive is at depth 2
 * @param maxEmbeddedCount embedded documents (attachments, archive entries, pictures) altogether
 * @param maxEmbeddedBytes bytes of embedded documents altogether, unpacked; those of nested ones count again
 */
public record ParserConfig(
        Duration deadline, int maxTextChars, int maxEmbeddedDepth, int maxEmbeddedCount, long maxEmbeddedBytes) {

    public static final ParserConfig DEFAULTS =
            new ParserConfig(Duration.ofSeconds(60), 20_000_000, 10, 10_000, 2L * 1024 * 1024 * 1024);

    public ParserConfig {
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("deadline must be longer than 0, is " + deadline);
        }
        atLeast(1, maxTextChars, "max-text-chars");
        atLeast(0, maxEmbeddedDepth, "max-embedded-depth");
        atLeast(0, maxEmbeddedCount, "max-embedded-count");
        atLeast(1, maxEmbeddedBytes, "max-embedded-bytes");
    }

    private static void atLeast(int least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", is " + value);
        }
    }
}
