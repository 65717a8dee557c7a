package dev.millrace.ingest.chunk;

import dev.millrace.encoder.Tokenizer;
import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.List;

/**
 * Packs whole blocks of one section into chunks, so that an edit changes few of them: see {@link SectionCuts}. Only a block that fills a
 * chunk by itself, or would leave its heading alone, is cut: at ends of sentences, where there are any.
 */
final class StructuralChunker implements Chunker {

    private final Tokenizer tokenizer;
    private final ChunkerConfig config;

    StructuralChunker(Tokenizer tokenizer, ChunkerConfig config) {
        this.tokenizer = tokenizer;
        this.config = config;
    }

    @Override
    public List<TextChunk> chunk(ParsedDocument document) {
        ChunkPacker packer = new ChunkPacker(document.text(), config.textTokens());
        Sections sections = new Sections();
        BlockSplitter.each(tokenizer, config.textTokens(), document, block -> {
            boolean underHeading = sections.onlyHeadings() && !(block.block() instanceof Block.Heading);
            if (sections.startsWith(block.block())) {
                packer.endSection();
            }
            units(block, packer, underHeading).forEach(packer::add);
        });
        packer.endSection();
        return packer.chunks();
    }

    private static List<Unit> units(BlockSplitter block, ChunkPacker packer, boolean underHeading) {
        Unit whole = block.whole();
        boolean keep = block.fits(whole) && (packer.hasRoomFor(whole) || !underHeading);
        return keep ? List.of(whole) : block.sentences();
    }
}
