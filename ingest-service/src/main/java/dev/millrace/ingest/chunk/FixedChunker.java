package dev.millrace.ingest.chunk;

import dev.millrace.encoder.Tokenizer;
import dev.millrace.ingest.chunk.Unit.Begin;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Slides a window over the words of a document. Each chunk is as full as words allow and repeats the end of the one before
 * it. An edit shifts all cuts below it.
 */
final class FixedChunker implements Chunker {

    private final Tokenizer tokenizer;
    private final ChunkerConfig config;

    FixedChunker(Tokenizer tokenizer, ChunkerConfig config) {
        this.tokenizer = tokenizer;
        this.config = config;
    }

    @Override
    public List<TextChunk> chunk(ParsedDocument document) {
        Window window = new Window(document.text(), config);
        BlockSplitter.each(
                tokenizer, config.textTokens(), document, block -> block.words().forEach(window::add));
        return window.end();
    }

    private static final class Window {
        private final Passages passages;
        private final ChunkerConfig config;
        private final Deque<Unit> words = new ArrayDeque<>();
        private int tokens;

        private Window(String text, ChunkerConfig config) {
            this.passages = new Passages(text);
            this.config = config;
        }

        void add(Unit word) {
            if (!words.isEmpty() && !fits(word)) {
                passages.add(List.copyOf(words));
                boolean isCut = word.begins() == Begin.INSIDE_WORD;
                while (!words.isEmpty() && (isCut || tokens > config.overlapTokens() || !fits(word))) {
                    tokens -= words.removeFirst().tokens();
                }
            }
            words.addLast(word);
            tokens += word.tokens();
        }

        private boolean fits(Unit word) {
            return word.begins() != Begin.INSIDE_WORD
                    && tokens + word.tokens() <= config.textTokens()
                    && word.end() - words.getFirst().start() <= ChunkerConfig.MAX_CHARS;
        }

        List<TextChunk> end() {
            if (!words.isEmpty()) {
                passages.add(List.copyOf(words));
            }
            return passages.chunks();
        }
    }
}
