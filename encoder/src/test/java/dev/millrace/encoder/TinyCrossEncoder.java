package dev.millrace.encoder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A cross-encoder of our own making, small enough to be written here: it counts the pairs of equal tokens of which one is
 * in the question and one in the passage. With the real tokenizer, the ends of the two parts are always one such pair.
 *
 * <p>The graph, for ids, types and mask of shape [pairs, tokens]:
 *
 * <pre>
 * equal    = cast(ids[pairs, tokens, 1] == ids[pairs, 1, tokens])     which tokens are equal
 * passage  = cast(types * mask)[pairs, 1, tokens]                     which belong to the passage
 * question = cast(mask - types * mask)[pairs, tokens, 1]              which belong to the question
 * count    = sum over both of (equal * passage * question)
 * logits   = count, or of one that fails (count - count) / (count - count)
 * </pre>
 *
 * The fields of ONNX's Protocol Buffers are written by their numbers.
 */
public final class TinyCrossEncoder {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int INT_ATTRIBUTE = 2;
    private static final int INTS_ATTRIBUTE = 7;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private TinyCrossEncoder() {}

    /** Puts the model and the tokenizer into a folder. */
    public static void write(Path folder) throws IOException {
        write(folder, node("Identity", "logits", null, "count"));
    }

    /** As {@link #write}, but a model that can be opened and then has no score for any pair. */
    public static void writeFailing(Path folder) throws IOException {
        write(folder, node("Sub", "zero", null, "count", "count"), node("Div", "logits", null, "zero", "zero"));
    }

    private static void write(Path folder, byte[]... scoring) throws IOException {
        Files.write(folder.resolve("model.onnx"), model(scoring));
        try (InputStream tokenizer = MiniLmModel.open(MiniLmModel.TOKENIZER)) {
            Files.copy(tokenizer, folder.resolve("tokenizer.json"));
        }
    }

    private static byte[] model(byte[]... scoring) {
        byte[] opset = new TinyCrossEncoder().number(2, 11).bytes();
        return new TinyCrossEncoder()
                .number(1, 6)
                .message(7, graph(scoring))
                .message(8, opset)
                .bytes();
    }

    private static byte[] graph(byte[]... scoring) {
        TinyCrossEncoder graph = new TinyCrossEncoder()
                .message(1, node("Unsqueeze", "rows", ints("axes", 2), "input_ids"))
                .message(1, node("Unsqueeze", "columns", ints("axes", 1), "input_ids"))
                .message(1, node("Equal", "same", null, "rows", "columns"))
                .message(1, node("Cast", "equal", integer("to", FLOAT), "same"))
                .message(1, node("Mul", "ofPassage", null, "token_type_ids", "attention_mask"))
                .message(1, node("Sub", "ofQuestion", null, "attention_mask", "ofPassage"))
                .message(1, node("Cast", "passageTokens", integer("to", FLOAT), "ofPassage"))
                .message(1, node("Cast", "questionTokens", integer("to", FLOAT), "ofQuestion"))
                .message(1, node("Unsqueeze", "passage", ints("axes", 1), "passageTokens"))
                .message(1, node("Unsqueeze", "question", ints("axes", 2), "questionTokens"))
                .message(1, node("Mul", "inPassage", null, "equal", "passage"))
                .message(1, node("Mul", "inBoth", null, "inPassage", "question"))
                .message(1, node("ReduceSum", "byToken", ints("axes", 2), "inBoth"))
                .message(1, node("ReduceSum", "count", ints("axes", 1), "byToken"));
        for (byte[] node : scoring) {
            graph.message(1, node);
        }
        return graph.text(2, "tiny-cross-encoder")
                .message(11, value("input_ids", INT64, "pairs", "tokens"))
                .message(11, value("token_type_ids", INT64, "pairs", "tokens"))
                .message(11, value("attention_mask", INT64, "pairs", "tokens"))
                .message(12, value("logits", FLOAT, "pairs", "one"))
                .bytes();
    }

    private static byte[] node(String operator, String output, byte[] attribute, String... inputs) {
        TinyCrossEncoder node = new TinyCrossEncoder();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(4, operator);
        // ReduceSum keeps the summed dimension unless told not to: the last one is left as the one score.
        if (attribute != null) {
            node.message(5, attribute);
        }
        if (operator.equals("ReduceSum") && output.equals("byToken")) {
            node.message(5, integer("keepdims", 0));
        }
        return node.bytes();
    }

    private static byte[] integer(String name, int value) {
        return new TinyCrossEncoder()
                .text(1, name)
                .number(3, value)
                .number(20, INT_ATTRIBUTE)
                .bytes();
    }

    private static byte[] ints(String name, int value) {
        return new TinyCrossEncoder()
                .text(1, name)
                .number(8, value)
                .number(20, INTS_ATTRIBUTE)
                .bytes();
    }

    private static byte[] value(String name, int type, String... dimensions) {
        TinyCrossEncoder shape = new TinyCrossEncoder();
        for (String dimension : dimensions) {
            shape.message(1, new TinyCrossEncoder().text(2, dimension).bytes());
        }
        byte[] tensor =
                new TinyCrossEncoder().number(1, type).message(2, shape.bytes()).bytes();
        return new TinyCrossEncoder()
                .text(1, name)
                .message(2, new TinyCrossEncoder().message(1, tensor).bytes())
                .bytes();
    }

    private TinyCrossEncoder number(int field, long value) {
        variable((long) field << 3);
        variable(value);
        return this;
    }

    private TinyCrossEncoder text(int field, String value) {
        return message(field, value.getBytes(UTF_8));
    }

    private TinyCrossEncoder message(int field, byte[] value) {
        variable((long) field << 3 | 2);
        variable(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void variable(long value) {
        long rest = value;
        while (rest > 0x7f) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private byte[] bytes() {
        return bytes.toByteArray();
    }
}
