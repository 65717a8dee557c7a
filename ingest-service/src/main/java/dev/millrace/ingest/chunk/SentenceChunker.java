package dev.millrace.ingest.chunk;

import dev.millrace.encoder.Tokenizer;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.List;

/**
 * Packs sentences into chunks, whatever paragraph or section they are of, so that an edit changes few chunks: see
 * {@link SectionCuts}.
 */
final class SentenceChunker implements Chunker {

    private final Tokenizer tokenizer;
    private final ChunkerConfig config;

    SentenceChunker(Tokenizer tokenizer, ChunkerConfig config) {
        this.tokenizer = tokenizer;
        this.config = config;
    }

    @Override
    public List<TextChunk> chunk(ParsedDocument document) {
        ChunkPacker packer = new ChunkPacker(document.text(), config.textTokens());
        BlockSplitter.each(
                tokenizer,
                config.textTokens(),
                document,
                block -> block.sentences().forEach(packer::add));
        packer.endSection();
        return packer.chunks();
    }
}
