package dev.millrace.ingest.chunk;

/** Names everything that decides how a text is cut; when it changes, documents are worth chunking again. */
public final class ChunkerFingerprint {

    /** Raise it with every change to this package that cuts some document differently. */
    private static final int REVISION = 2;

    private ChunkerFingerprint() {}

    public static String of(ChunkerConfig config) {
        return "structural/%d/%d".formatted(REVISION, config.maxTokens());
    }
}
