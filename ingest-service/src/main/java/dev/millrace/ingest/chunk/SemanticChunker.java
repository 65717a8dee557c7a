package dev.millrace.ingest.chunk;

import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderException;
import dev.millrace.encoder.Tokenizer;
import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.ArrayList;
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
        Passages passages = new Passages(document.text());
        int embedded = 0;
        for (List<Unit> section : sections(document)) {
            embedded += section.size();
            cuts(document.text(), section, embedded <= MOST_SENTENCES).forEach(passages::add);
        }
        return passages.chunks();
    }

    private List<List<Unit>> sections(ParsedDocument document) {
        List<List<Unit>> sections = new ArrayList<>();
        Sections starts = new Sections();
        for (BlockSplitter block : BlockSplitter.each(tokenizer, config.textTokens(), document)) {
            if (starts.startsWith(block.block()) || sections.isEmpty()) {
                sections.add(new ArrayList<>());
            }
            sections.getLast().addAll(units(block));
        }
        return sections;
    }

    /** A row or an item is a whole, as a sentence is. */
    private static List<Unit> units(BlockSplitter block) {
        Unit whole = block.whole();
        return block.block() instanceof Block.Paragraph || !block.fits(whole) ? block.sentences() : List.of(whole);
    }

    private List<List<Unit>> cuts(String text, List<Unit> section, boolean embed) {
        if (embed && section.size() > 1) {
            try {
                double[] likeness = new Likeness(encoder).beforeEach(texts(text, section));
                return SectionCuts.byLikeness(section, config.textTokens(), likeness, config.leastLikeness());
            } catch (EncoderException e) {
                LOG.warn("a section is cut by its structure, as it can't be embedded: {}", e.getMessage());
            }
        }
        return SectionCuts.byText(text, section, config.textTokens());
    }

    private static List<String> texts(String text, List<Unit> units) {
        return units.stream()
                .map(unit -> text.substring(unit.start(), unit.end()))
                .toList();
    }
}
