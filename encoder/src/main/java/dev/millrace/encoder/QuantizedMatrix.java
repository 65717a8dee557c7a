package dev.millrace.encoder;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A matrix in bytes, but for the few rows with numbers far above those of all others: in bytes these would leave the
 * other rows of their columns a handful of values. (The idea is that of LLM.int8(), Dettmers et al. 2022.)
 *
 * @param values row by row; zeros in the large rows
 * @param scales of its columns: a byte times the scale of its column is about what the number was
 * @param largeRows their numbers, ascending
 * @param largeValues of the large rows, as they were
 */
record QuantizedMatrix(ByteBuffer values, ByteBuffer scales, List<Integer> largeRows, ByteBuffer largeValues) {
    /**
     * Seven bits: a processor without VNNI adds two products of unsigned and signed bytes in 16 bits, and with larger
     * weights would cut the sum off. So all processors get the same sums.
     */
    private static final float LARGEST = 63;

    /** A row is large when its largest number is so many times that of the row in the middle. */
    private static final float LARGE = 8;

    /** Scales each column so that its largest number, or smallest, is {@link #LARGEST}. */
    static QuantizedMatrix of(float[] matrix, int columns) {
        List<Integer> largeRows = largeRows(matrix, columns);
        float[] small = matrix.clone();
        float[] large = new float[largeRows.size() * columns];
        for (int i = 0; i < largeRows.size(); i++) {
            int begin = largeRows.get(i) * columns;
            System.arraycopy(matrix, begin, large, i * columns, columns);
            Arrays.fill(small, begin, begin + columns, 0);
        }
        float[] scales = new float[columns];
        for (int i = 0; i < small.length; i++) {
            scales[i % columns] = Math.max(scales[i % columns], Math.abs(small[i]) / LARGEST);
        }
        byte[] values = new byte[small.length];
        for (int i = 0; i < small.length; i++) {
            float scale = scales[i % columns];
            values[i] = scale == 0 ? 0 : (byte) Math.round(small[i] / scale);
        }
        return new QuantizedMatrix(ByteBuffer.wrap(values), OnnxGraph.bytes(scales), largeRows, OnnxGraph.bytes(large));
    }

    private static List<Integer> largeRows(float[] matrix, int columns) {
        float[] largest = new float[matrix.length / columns];
        for (int i = 0; i < matrix.length; i++) {
            largest[i / columns] = Math.max(largest[i / columns], Math.abs(matrix[i]));
        }
        float[] sorted = largest.clone();
        Arrays.sort(sorted);
        float middle = sorted[sorted.length / 2];
        return IntStream.range(0, largest.length)
                .filter(row -> largest[row] > LARGE * middle)
                .boxed()
                .toList();
    }
}
