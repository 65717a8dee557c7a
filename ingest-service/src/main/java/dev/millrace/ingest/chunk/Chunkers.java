package dev.millrace.ingest.chunk;

import dev.millrace.core.service.Closer;
import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderConfig;
import dev.millrace.encoder.MiniLmEncoder;
import dev.millrace.encoder.MiniLmTokenizer;
import dev.millrace.encoder.Tokenizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The chunkers in use: one for each way in which documents are to be cut. */
public final class Chunkers implements AutoCloseable {

    private final Closer closer = new Closer();
    private final ChunkingConfig config;
    private final Map<ChunkerConfig, Chunker> chunkers = new HashMap<>();

    private Chunkers(ChunkingConfig config) {
        this.config = config;
    }

    /** Loads the tokenizer, and the model only where documents are cut by their meaning. */
    public static Chunkers open(ChunkingConfig config) {
        Chunkers chunkers = new Chunkers(config);
        MiniLmEncoder encoder = config.uses(Strategy.SEMANTIC) ? MiniLmEncoder.open(EncoderConfig.defaults()) : null;
        if (encoder != null) {
            chunkers.closer.register(encoder);
            chunkers.make(encoder.tokenizer(), encoder);
        } else {
            chunkers.make(chunkers.closer.register(MiniLmTokenizer.open(null)), null);
        }
        return chunkers;
    }

    private void make(Tokenizer tokenizer, @Nullable Encoder encoder) {
        chunkers.put(config.usual(), chunker(config.usual(), tokenizer, encoder));
        config.ofSources()
                .values()
                .forEach(ofSource -> chunkers.computeIfAbsent(ofSource, added -> chunker(added, tokenizer, encoder)));
    }

    /**
     * A chunker of one kind.
     *
     * @param encoder may be null where meaning does not decide
     */
    static Chunker chunker(ChunkerConfig config, Tokenizer tokenizer, @Nullable Encoder encoder) {
        return switch (config.strategy()) {
            case FIXED -> new FixedChunker(tokenizer, config);
            case SENTENCE -> new SentenceChunker(tokenizer, config);
            case STRUCTURAL -> new StructuralChunker(tokenizer, config);
            case SEMANTIC -> new SemanticChunker(tokenizer, Objects.requireNonNull(encoder), config);
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

    @Override
    public void close() {
        closer.close();
    }

    private Chunker of(ChunkerConfig wanted) {
        return Objects.requireNonNull(chunkers.get(wanted));
    }
}
