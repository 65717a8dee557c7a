package dev.millrace.encoder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes a message of ONNX's Protocol Buffers, its fields by their numbers: enough for the graphs made here. */
final class OnnxMessage {

    private static final int LENGTH_DELIMITED = 2;
    private static final int FOUR_BYTES = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    OnnxMessage number(int field, long value) {
        variable((long) field << 3);
        variable(value);
        return this;
    }

    OnnxMessage decimal(int field, float value) {
        variable(((long) field << 3) | FOUR_BYTES);
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < Float.SIZE; shift += Byte.SIZE) {
            bytes.write(bits >>> shift);
        }
        return this;
    }

    OnnxMessage text(int field, String value) {
        return bytes(field, value.getBytes(UTF_8));
    }

    OnnxMessage message(int field, OnnxMessage value) {
        return bytes(field, value.toBytes());
    }

    OnnxMessage bytes(int field, byte[] value) {
        announce(field, value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** A field whose bytes the caller writes right after those of this message. */
    OnnxMessage announce(int field, int length) {
        variable(((long) field << 3) | LENGTH_DELIMITED);
        variable(length);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void variable(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
