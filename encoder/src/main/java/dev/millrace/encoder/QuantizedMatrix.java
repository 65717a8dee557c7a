package dev.millrace.encoder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A matrix in bytes.
 *
 * @param values row by row
 * @param scales of its columns: a byte times the scale of its column is about what the number was
 */
record QuantizedMatrix(ByteBuffer values, ByteBuffer scales) {
    private static final float LARGEST = 127;

    /** Scales each column so that its largest number, or smallest, is the largest of a byte. */
    static QuantizedMatrix of(float[] matrix, int columns) {
        float[] scales = new float[columns];
        for (int i = 0; i < matrix.length; i++) {
            scales[i % columns] = Math.max(scales[i % columns], Math.abs(matrix[i]) / LARGEST);
        }
        byte[] values = new byte[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            float scale = scales[i % columns];
            values[i] = scale == 0 ? 0 : (byte) Math.round(matrix[i] / scale);
        }
        ByteBuffer written = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        written.asFloatBuffer().put(scales);
        return new QuantizedMatrix(ByteBuffer.wrap(values), written);
    }
}
