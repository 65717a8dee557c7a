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
        HeadingPath path = new HeadingPath(document);
        Sections sections = new Sections();
        for (Block block : document.blocks()) {
            boolean underHeading = sections.onlyHeadings() && !(block instanceof Block.Heading);
            if (sections.startsWith(block)) {
                packer.endSection();
            }
            BlockSplitter splitter =
                    new BlockSplitter(tokenizer, config.textTokens(), document, block, path.enter(block));
            units(splitter, packer, underHeading).forEach(packer::add);
        }
        packer.endSection();
        return packer.chunks();
    }

    private static List<Unit> units(BlockSplitter splitter, ChunkPacker packer, boolean underHeading) {
        Unit whole = splitter.whole();
        boolean keep = splitter.fits(whole) && (packer.hasRoomFor(whole) || !underHeading);
        return keep ? List.of(whole) : splitter.sentences();
    }
}
