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
     * The largest two neighbours of a column may be together: a processor without VNNI adds the products of two weights
     * and two unsigned bytes in 16 bits, and would cut larger sums off. (With what rounding adds, 255 * 128 fits.) So all
     * processors get the same sums.
     */
    private static final float LARGEST = 127;

    /** A row is large when its largest number is so many times that of the row in the middle. */
    private static final float LARGE = 8;

    /** Scales each column so that no number, and no sum of two neighbours, is beyond {@link #LARGEST}. */
    static QuantizedMatrix of(float[] matrix, int columns) {
        return of(matrix, columns, largeRows(matrix, columns));
    }

    /** As {@link #of}, but no row stays in floats, however large. */
    static QuantizedMatrix wholly(float[] matrix, int columns) {
        return of(matrix, columns, List.of());
    }

    private static QuantizedMatrix of(float[] matrix, int columns, List<Integer> largeRows) {
        float[] small = matrix.clone();
        float[] large = new float[largeRows.size() * columns];
        for (int i = 0; i < largeRows.size(); i++) {
            int begin = largeRows.get(i) * columns;
            System.arraycopy(matrix, begin, large, i * columns, columns);
            Arrays.fill(small, begin, begin + columns, 0);
        }
        float[] scales = scales(small, columns);
        byte[] values = new byte[small.length];
        for (int i = 0; i < small.length; i++) {
            float scale = scales[i % columns];
            values[i] = scale == 0 ? 0 : (byte) Math.round(small[i] / scale);
        }
        return new QuantizedMatrix(ByteBuffer.wrap(values), OnnxGraph.bytes(scales), largeRows, OnnxGraph.bytes(large));
    }

    /** Neighbours are the rows 0 and 1, 2 and 3, and so on, as the runtime lays them out. */
    private static float[] scales(float[] matrix, int columns) {
        float[] scales = new float[columns];
        int rows = matrix.length / columns;
        for (int i = 0; i < matrix.length; i++) {
            int row = i / columns;
            int column = i % columns;
            float neighbour = (row ^ 1) < rows ? matrix[(row ^ 1) * columns + column] : 0;
            float largest = Math.max(Math.abs(matrix[i]), Math.abs(matrix[i] + neighbour));
            scales[column] = Math.max(scales[column], largest / LARGEST);
        }
        return scales;
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
