package dev.millrace.encoder;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model's own tokenizer, as its authors published it, without the cut at 128 tokens its file asks for. */
public final class MiniLmTokenizer implements Tokenizer, AutoCloseable {
    /** Bounds what the native side holds at once; far longer than any chunk. */
    private static final int WINDOW_CHARS = 16_384;

    private static final Map<String, String> OPTIONS =
            Map.of("truncation", "do_not_truncate", "padding", "do_not_pad", "addSpecialTokens", "false");

    private final HuggingFaceTokenizer tokenizer;
    private final ClosingGuard guard = new ClosingGuard("tokenizer");

    private MiniLmTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Loads the tokenizer from the class path.
     *
     * @param nativeCacheDirectory see {@link EncoderConfig#nativeCacheDirectory()}
     */
    public static MiniLmTokenizer open(@Nullable Path nativeCacheDirectory) {
        keepDjlOffTheNetwork();
        if (nativeCacheDirectory != null) {
            System.setProperty("ENGINE_CACHE_DIR", nativeCacheDirectory.toString());
        }
        try (InputStream json = MiniLmModel.open(MiniLmModel.TOKENIZER)) {
            return new MiniLmTokenizer(HuggingFaceTokenizer.newInstance(json, OPTIONS));
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new EncoderException(
                    "Could not load the tokenizer (its native library is unpacked to a folder that must be writable: see"
                            + " nativeCacheDirectory): " + e.getMessage(),
                    e);
        }
    }

    /** DJL reports each first use to its makers, and fetches native libraries it lacks, unless told not to. */
    static void keepDjlOffTheNetwork() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    @Override
    public TokenizedText tokenize(String text) {
        return tokenize(text, Integer.MAX_VALUE);
    }

    /** Like {@link #tokenize(String)}, but may leave out tokens past the first {@code enough}. */
    TokenizedText tokenize(String text, int enough) {
        return guard.use(() -> {
            TokenCollector tokens = new TokenCollector(text);
            int from = 0;
            while (from < text.length() && tokens.size() < enough) {
                int end = TextWindows.end(text, from, WINDOW_CHARS);
                encode(text, from, end, tokens);
                from = end;
            }
            return tokens.toTokenizedText();
        });
    }

    private void encode(String text, int from, int end, TokenCollector tokens) {
        Encoding encoding = tokenizer.encode(LoneSurrogates.replaced(text.substring(from, end)), false, false);
        CodePointPositions positions = CodePointPositions.of(text, from, end);
        long[] ids = encoding.getIds();
        long[] words = encoding.getWordIds();
        CharSpan[] spans = encoding.getCharTokenSpans();
        for (int i = 0; i < ids.length; i++) {
            tokens.add(
                    Math.toIntExact(ids[i]),
                    positions.charIndex(spans[i].getStart()),
                    positions.charIndex(spans[i].getEnd()),
                    i == 0 || words[i] != words[i - 1]);
        }
    }

    @Override
    public void close() {
        guard.close(tokenizer::close);
    }
}
