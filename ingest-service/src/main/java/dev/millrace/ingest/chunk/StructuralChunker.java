package dev.millrace.ingest.chunk;

import dev.millrace.encoder.Tokenizer;
import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.List;

/**
 * Packs whole blocks of one section into chunks, so that an edit changes few of them: see {@link SectionCuts}. A heading
 * starts a section, unless all that stands before it in the section are headings above it. Only a block that fills a
 * chunk by itself, or would leave its heading alone, is cut: at ends of sentences, where there are any.
 */
public final class StructuralChunker implements Chunker {

    /** Tokens limit nearly all chunks; this limits those of giant words, each of which the model counts as one token. */
    static final int MAX_CHARS = 4_000;

    private final Tokenizer tokenizer;
    private final ChunkerConfig config;

    public StructuralChunker(Tokenizer tokenizer, ChunkerConfig config) {
        this.tokenizer = tokenizer;
        this.config = config;
    }

    @Override
    public List<TextChunk> chunk(ParsedDocument document) {
        ChunkPacker packer = new ChunkPacker(document.text(), config.textTokens(), MAX_CHARS);
        HeadingPath path = new HeadingPath();
        int lastHeading = 0;
        boolean onlyHeadings = false;
        for (Block block : document.blocks()) {
            boolean isHeading = block instanceof Block.Heading;
            if (block instanceof Block.Heading heading) {
                if (!onlyHeadings || heading.level() <= lastHeading) {
                    packer.endSection();
                }
                path.enter(heading.level(), document.textOf(block));
                lastHeading = heading.level();
            }
            packer.headings(path.texts());
            units(document, block, packer, onlyHeadings && !isHeading).forEach(packer::add);
            onlyHeadings = isHeading;
        }
        packer.endSection();
        return packer.chunks();
    }

    private List<Unit> units(ParsedDocument document, Block block, ChunkPacker packer, boolean underHeading) {
        BlockSplitter splitter =
                new BlockSplitter(tokenizer, config.textTokens(), MAX_CHARS, document.textOf(block), block);
        Unit whole = splitter.whole();
        boolean keep = splitter.fits(whole) && (packer.hasRoomFor(whole) || !underHeading);
        return keep ? List.of(whole) : splitter.sentences();
    }
}
