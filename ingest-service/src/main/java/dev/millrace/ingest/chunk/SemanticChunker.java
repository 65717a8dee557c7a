package dev.millrace.ingest.chunk;

import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderException;
import dev.millrace.encoder.Tokenizer;
import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts a section where what its sentences speak of changes: neighbours are joined from the most alike down, as long as they
 * fit into a chunk and are alike enough; see {@link SectionCuts}. What is alike is told by the sentences around a place
 * alone, so that an edit changes few chunks.
 */
final class SemanticChunker implements Chunker {

    private static final Logger LOG = LoggerFactory.getLogger(SemanticChunker.class);

    /** Sentences that are embedded of one document: a hundred pages. What follows is cut as by structure. */
    static final int MOST_SENTENCES = 5_000;

    private final Tokenizer tokenizer;
    private final Encoder encoder;
    private final ChunkerConfig config;

    SemanticChunker(Tokenizer tokenizer, Encoder encoder, ChunkerConfig config) {
        this.tokenizer = tokenizer;
        this.encoder = encoder;
        this.config = config;
    }

    @Override
    public List<TextChunk> chunk(ParsedDocument document) {
        ByMeaning meaning = new ByMeaning(document.text());
        ChunkPacker packer = new ChunkPacker(document.text(), config.textTokens(), meaning::cuts);
        Sections sections = new Sections();
        BlockSplitter.each(tokenizer, config.textTokens(), document, block -> {
            if (sections.startsWith(block.block())) {
                packer.endSection();
            }
            units(block).forEach(packer::add);
        });
        packer.endSection();
        return packer.chunks();
    }

    /** A row or an item is a whole, as a sentence is. */
    private static List<Unit> units(BlockSplitter block) {
        Unit whole = block.whole();
        return block.block() instanceof Block.Paragraph || !block.fits(whole) ? block.sentences() : List.of(whole);
    }

    /** Cuts the sections of one document, the first of them by their meaning. */
    private final class ByMeaning {
        private final String text;
        private int embedded;

        private ByMeaning(String text) {
            this.text = text;
        }

        List<List<Unit>> cuts(List<Unit> section) {
            embedded += section.size();
            if (embedded <= MOST_SENTENCES && section.size() > 1) {
                try {
                    double[] likeness = new Likeness(encoder).beforeEach(texts(section));
                    return SectionCuts.byLikeness(section, config.textTokens(), likeness, config.leastLikeness());
                } catch (EncoderException e) {
                    LOG.warn("a section is cut by its structure, as it can't be embedded: {}", e.getMessage());
                }
            }
            return SectionCuts.byText(text, section, config.textTokens());
        }

        private List<String> texts(List<Unit> units) {
            return units.stream()
                    .map(unit -> text.substring(unit.start(), unit.end()))
                    .toList();
        }
    }
}
