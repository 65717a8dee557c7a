package dev.millrace.encoder;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * The published model as ONNX Runtime runs it fastest: its weights, in a graph of the runtime's fused operators, that ends
 * with the vectors of the texts. The published graph, which PyTorch exported, is too fine-grained for the runtime to find
 * all of these operators in it.
 *
 * <p>Inputs: {@code input_ids} of [texts, tokens]; {@code lengths}, how many of them are no padding (for bytes, all);
 * {@code shares} of [texts, 1, tokens], of each token in its text's mean. Output: {@code vectors} of [texts, 1, 384], of
 * length 1.
 */
final class MiniLmGraph {
    private static final int LAYERS = 6;
    private static final int HEADS = 12;
    private static final int WIDTH = MiniLmModel.DIMENSION;
    private static final int INNER_WIDTH = 4 * WIDTH;
    private static final int VOCABULARY = 30_522;
    private static final int POSITIONS = 512;
    private static final OnnxMessage EPSILON = OnnxGraph.attribute("epsilon", 1e-12f);

    /** The export named matrices by numbers: those of a layer, from which the next layer's are 13 away. */
    private static final int FIRST_MATRIX = 787;

    private static final int MATRICES_BETWEEN_LAYERS = 13;

    private final OnnxWeights weights;
    private final Precision precision;
    private final OnnxGraph graph = new OnnxGraph();
    private final ByteMultiplication bytes = new ByteMultiplication(graph);

    private MiniLmGraph(OnnxWeights weights, Precision precision) {
        this.weights = weights;
        this.precision = precision;
    }

    /** The model, in memory of the arena. */
    static ByteBuffer write(OnnxWeights weights, Precision precision, Arena arena) {
        MiniLmGraph graph = new MiniLmGraph(weights, precision);
        graph.embeddings();
        for (int layer = 0; layer < LAYERS; layer++) {
            graph.attention(layer);
            graph.feedForward(layer);
        }
        graph.pooling();
        return graph.graph.write("all-minilm-l6-v2", arena);
    }

    /** All tokens are of type 0 here: the vector of the type is added to those of the positions beforehand. */
    private void embeddings() {
        float[] positions = weights.floats("embeddings.position_embeddings.weight");
        float[] types = weights.floats("embeddings.token_type_embeddings.weight");
        for (int i = 0; i < positions.length; i++) {
            positions[i] += types[i % WIDTH];
        }
        graph.input("input_ids", OnnxGraph.INT32, 0, 0)
                .input("lengths", OnnxGraph.INT32, 0)
                .input("shares", OnnxGraph.FLOAT, 0, 1, 0)
                .weights("words", weights.bytes("embeddings.word_embeddings.weight"), VOCABULARY, WIDTH)
                .weights("positions", OnnxGraph.bytes(positions), POSITIONS, WIDTH);
        List<String> inputs = List.of(
                "input_ids",
                "",
                "words",
                "positions",
                "",
                vector("embeddings.LayerNorm.weight", WIDTH),
                vector("embeddings.LayerNorm.bias", WIDTH));
        graph.fused("EmbedLayerNormalization", inputs, List.of(hidden(0), "no_mask"), EPSILON);
    }

    private void attention(int layer) {
        String prefix = "encoder.layer." + layer + ".attention.";
        String attended = "attended" + layer;
        String projected = "projected" + layer;
        OnnxMessage heads = OnnxGraph.attribute("num_heads", HEADS);
        String bias = "attention_bias" + layer;
        graph.weights(bias, biases(prefix), 3 * WIDTH);
        switch (precision) {
            case FLOAT32 ->
                graph.weights("attention" + layer, OnnxGraph.bytes(queriesKeysAndValues(layer)), WIDTH, 3 * WIDTH)
                        .fused(
                                "Attention",
                                List.of(hidden(layer), "attention" + layer, bias, "lengths"),
                                List.of(attended),
                                heads);
            case INT8 -> {
                List<String> parts = List.of("queries" + layer, "keys" + layer, "values" + layer);
                String joined = "joined" + layer;
                bytes.multiplyHidden(
                        hidden(layer), "attention" + layer, queriesKeysAndValues(layer), 3 * WIDTH, joined);
                // Each text is a batch of its own, so nothing is padded; without lengths, attention is faster.
                graph.node("Split", List.of(joined), parts, OnnxGraph.attribute("axis", 2))
                        .fused(
                                "MultiHeadAttention",
                                Stream.concat(parts.stream(), Stream.of(bias)).toList(),
                                List.of(attended),
                                heads);
            }
        }
        multiply(attended, layer, 10, WIDTH, WIDTH, projected);
        normalize(projected, hidden(layer), prefix + "output.", between(layer));
    }

    private void feedForward(int layer) {
        String prefix = "encoder.layer." + layer + ".";
        String inner = "inner" + layer;
        String active = "active" + layer;
        String outer = "outer" + layer;
        String widening = matrixName(layer, 11);
        switch (precision) {
            case FLOAT32 -> multiplyFloats(between(layer), widening, WIDTH, INNER_WIDTH, inner);
            case INT8 -> bytes.multiplyHidden(between(layer), widening, weights.floats(widening), INNER_WIDTH, inner);
        }
        graph.fused(
                precision == Precision.INT8 ? "FastGelu" : "BiasGelu",
                List.of(inner, vector(prefix + "intermediate.dense.bias", INNER_WIDTH)),
                List.of(active));
        multiply(active, layer, 12, INNER_WIDTH, WIDTH, outer);
        normalize(outer, between(layer), prefix + "output.", hidden(layer + 1));
    }

    private void pooling() {
        graph.node("MatMul", List.of("shares", hidden(LAYERS)), List.of("means"))
                .node(
                        "LpNormalization",
                        List.of("means"),
                        List.of("vectors"),
                        OnnxGraph.attribute("axis", 2),
                        OnnxGraph.attribute("p", 2))
                .output("vectors", OnnxGraph.FLOAT, 0, 1, WIDTH);
    }

    private void normalize(String added, String to, String prefix, String output) {
        List<String> inputs = List.of(
                added,
                to,
                vector(prefix + "LayerNorm.weight", WIDTH),
                vector(prefix + "LayerNorm.bias", WIDTH),
                vector(prefix + "dense.bias", WIDTH));
        graph.fused("SkipLayerNormalization", inputs, List.of(output), EPSILON);
    }

    private static String hidden(int layer) {
        return "hidden" + layer;
    }

    private static String between(int layer) {
        return "between" + layer;
    }

    private String vector(String name, int size) {
        graph.weights(name, weights.bytes(name), size);
        return name;
    }

    /** By one of the layer's matrices. */
    private void multiply(String left, int layer, int place, int rows, int columns, String output) {
        String name = matrixName(layer, place);
        switch (precision) {
            case FLOAT32 -> multiplyFloats(left, name, rows, columns, output);
            case INT8 -> bytes.multiply(left, name, weights.floats(name), columns, output);
        }
    }

    private void multiplyFloats(String left, String name, int rows, int columns, String output) {
        graph.weights(name, weights.bytes(name), rows, columns).node("MatMul", List.of(left, name), List.of(output));
    }

    private static String matrixName(int layer, int place) {
        return "onnx::MatMul_" + (FIRST_MATRIX + MATRICES_BETWEEN_LAYERS * layer + place);
    }

    /** Side by side, so that one multiplication gives all three. */
    private float[] queriesKeysAndValues(int layer) {
        float[] joined = new float[WIDTH * 3 * WIDTH];
        int[] places = {0, 1, 4};
        for (int part = 0; part < places.length; part++) {
            float[] matrix = weights.floats(matrixName(layer, places[part]));
            for (int row = 0; row < WIDTH; row++) {
                System.arraycopy(matrix, row * WIDTH, joined, (row * 3 + part) * WIDTH, WIDTH);
            }
        }
        return joined;
    }

    private ByteBuffer biases(String prefix) {
        float[] joined = new float[3 * WIDTH];
        List<String> parts = List.of("query", "key", "value");
        for (int part = 0; part < parts.size(); part++) {
            System.arraycopy(
                    weights.floats(prefix + "self." + parts.get(part) + ".bias"), 0, joined, part * WIDTH, WIDTH);
        }
        return OnnxGraph.bytes(joined);
    }
}
