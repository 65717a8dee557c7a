package dev.millrace.encoder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The weights of an ONNX model by name: slices of its bytes, read by the numbers of the fields that hold them. */
final class OnnxWeights {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_DATA = 9;

    @FunctionalInterface
    private interface FieldReader {
        void read(int field, ByteBuffer content);
    }

    private final Map<String, ByteBuffer> tensors = new HashMap<>();

    private OnnxWeights() {}

    /** Of a whole model; they are valid as long as its bytes are. */
    static OnnxWeights of(ByteBuffer model) {
        OnnxWeights weights = new OnnxWeights();
        fields(model.duplicate(), (field, graph) -> {
            if (field == MODEL_GRAPH) {
                fields(graph, (inGraph, tensor) -> {
                    if (inGraph == GRAPH_INITIALIZER) {
                        weights.add(tensor);
                    }
                });
            }
        });
        return weights;
    }

    /** The numbers of a tensor, little-endian. */
    ByteBuffer bytes(String name) {
        ByteBuffer data = tensors.get(name);
        if (data == null) {
            throw new EncoderException(
                    "The model lacks the weights " + name + ": it is of another version of its artifact.", -1);
        }
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    float[] floats(String name) {
        ByteBuffer data = bytes(name);
        float[] floats = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(floats);
        return floats;
    }

    private void add(ByteBuffer tensor) {
        String[] name = {""};
        ByteBuffer[] data = {ByteBuffer.allocate(0)};
        fields(tensor, (field, content) -> {
            if (field == TENSOR_NAME) {
                name[0] = UTF_8.decode(content).toString();
            } else if (field == TENSOR_DATA) {
                data[0] = content;
            }
        });
        tensors.put(name[0], data[0]);
    }

    /** Only fields that have a length are told of. */
    private static void fields(ByteBuffer message, FieldReader reader) {
        while (message.hasRemaining()) {
            int key = variable(message);
            switch (key & 7) {
                case 0 -> variable(message);
                case 1 -> message.position(message.position() + Long.BYTES);
                case 2 -> {
                    int length = variable(message);
                    reader.read(key >>> 3, message.slice(message.position(), length));
                    message.position(message.position() + length);
                }
                case 5 -> message.position(message.position() + Integer.BYTES);
                default -> throw new EncoderException("The model's file is damaged: fetch its artifact anew.", -1);
            }
        }
    }

    private static int variable(ByteBuffer bytes) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return (int) value;
    }
}
