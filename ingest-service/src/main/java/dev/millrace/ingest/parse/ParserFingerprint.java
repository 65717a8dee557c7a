package dev.millrace.ingest.parse;

import org.apache.tika.Tika;

/** Names everything that decides what text a document yields; when it changes, documents are worth parsing again. */
public final class ParserFingerprint {

    /** Raise it with every change to this package that changes the text or the blocks of some document. */
    private static final int REVISION = 1;

    private ParserFingerprint() {}

    /** The deadline is left out: it decides whether there is a text, never which. */
    public static String of(ParserConfig config) {
        return "%s/%d/%d-%d-%d-%d"
                .formatted(
                        Tika.getString().replace("Apache Tika ", "tika-"),
                        REVISION,
                        config.maxTextChars(),
                        config.maxEmbeddedDepth(),
                        config.maxEmbeddedCount(),
                        config.maxEmbeddedBytes());
    }
}
