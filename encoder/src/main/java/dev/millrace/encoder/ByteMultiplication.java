package dev.millrace.encoder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Multiplications in bytes, as they are written in a graph. */
record ByteMultiplication(OnnxGraph graph) {

    /** Of the model's hidden states, with their {@link OutsizeChannels}. */
    void multiplyHidden(String hidden, String name, float[] matrix, int columns, String output) {
        QuantizedMatrix quantized = QuantizedMatrix.wholly(OutsizeChannels.compensated(matrix, columns), columns);
        String evened = scaled(hidden, name, OutsizeChannels.factors());
        multiply(evened, name, quantized, MiniLmModel.DIMENSION, columns, output);
    }

    /** Of all else; the matrix's large rows are multiplied in floats. */
    void multiply(String left, String name, float[] matrix, int columns, String output) {
        QuantizedMatrix quantized = QuantizedMatrix.of(matrix, columns);
        int rows = matrix.length / columns;
        if (quantized.largeRows().isEmpty()) {
            multiply(left, name, quantized, rows, columns, output);
            return;
        }
        String small = output + "_small";
        multiply(withoutLarge(left, name, quantized, rows), name, quantized, rows, columns, small);
        graph.node("Add", List.of(small, large(left, name, quantized, columns)), List.of(output));
    }

    private void multiply(String left, String name, QuantizedMatrix quantized, int rows, int columns, String output) {
        String scales = name + "_scales";
        graph.weights(name, OnnxGraph.INT8, quantized.values(), rows, columns)
                .weights(scales, quantized.scales(), columns)
                .fused("DynamicQuantizeMatMul", List.of(left, name, scales), List.of(output));
    }

    private String scaled(String left, String name, float[] factors) {
        graph.weights(name + "_factors", OnnxGraph.bytes(factors), factors.length)
                .node("Mul", List.of(left, name + "_factors"), List.of(left + "_scaled"));
        return left + "_scaled";
    }

    /** What meets the large rows is large too, so it must not count when the rest is scaled to bytes. */
    private String withoutLarge(String left, String name, QuantizedMatrix quantized, int rows) {
        float[] factors = new float[rows];
        Arrays.fill(factors, 1);
        for (int row : quantized.largeRows()) {
            factors[row] = 0;
        }
        return scaled(left, name, factors);
    }

    /** What the large rows add, in floats. */
    private String large(String left, String name, QuantizedMatrix quantized, int columns) {
        List<Integer> rows = quantized.largeRows();
        ByteBuffer indices = ByteBuffer.allocate(rows.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        rows.forEach(indices::putInt);
        graph.weights(name + "_large_rows", OnnxGraph.INT32, indices.flip(), rows.size())
                .weights(name + "_large", quantized.largeValues(), rows.size(), columns)
                .node(
                        "Gather",
                        List.of(left, name + "_large_rows"),
                        List.of(left + "_large"),
                        OnnxGraph.attribute("axis", 2))
                .node("MatMul", List.of(left + "_large", name + "_large"), List.of(name + "_added"));
        return name + "_added";
    }
}
