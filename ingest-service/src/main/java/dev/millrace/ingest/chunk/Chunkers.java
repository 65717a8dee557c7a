package dev.millrace.ingest.chunk;

import dev.millrace.encoder.Tokenizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The chunkers in use: one for each way in which documents are to be cut. */
public final class Chunkers {

    private final ChunkingConfig config;
    private final Map<ChunkerConfig, Chunker> chunkers = new HashMap<>();

    /** @param tokenizer not closed here */
    public Chunkers(ChunkingConfig config, Tokenizer tokenizer) {
        this.config = config;
        chunkers.put(config.usual(), chunker(config.usual(), tokenizer));
        config.ofSources()
                .values()
                .forEach(ofSource -> chunkers.computeIfAbsent(ofSource, added -> chunker(added, tokenizer)));
    }

    /** A chunker of one kind. */
    public static Chunker chunker(ChunkerConfig config, Tokenizer tokenizer) {
        return switch (config.strategy()) {
            case FIXED -> new FixedChunker(tokenizer, config);
            case SENTENCE -> new SentenceChunker(tokenizer, config);
            case STRUCTURAL -> new StructuralChunker(tokenizer, config);
            case WHOLE -> new WholeChunker(tokenizer);
        };
    }

    /** The one for the documents of no source. */
    public Chunker usual() {
        return of(config.usual());
    }

    /** The one for a document. */
    public Chunker of(String documentId) {
        return of(config.of(documentId));
    }

    /** Names everything that decides how a document is cut; when it changes, the document is worth cutting again. */
    public String fingerprint(String documentId) {
        return config.of(documentId).fingerprint();
    }

    private Chunker of(ChunkerConfig wanted) {
        return Objects.requireNonNull(chunkers.get(wanted));
    }
}
