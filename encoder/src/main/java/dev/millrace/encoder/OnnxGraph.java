package dev.millrace.encoder;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A graph for ONNX Runtime, put together node by node. Its weights are copied only once, when the model is written. */
final class OnnxGraph {
    static final int FLOAT = 1;
    static final int INT8 = 3;
    static final int INT32 = 6;

    private static final int FLOAT_ATTRIBUTE = 1;
    private static final int INT_ATTRIBUTE = 2;
    private static final int IR_VERSION = 7;
    private static final int OPERATOR_SET = 12;
    private static final String MICROSOFT = "com.microsoft";

    /** A message without its last field, and that field. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only written
    private record Weights(byte[] head, ByteBuffer data) {
        int size() {
            return head.length + data.remaining();
        }
    }

    private final OnnxMessage nodes = new OnnxMessage();
    private final OnnxMessage ends = new OnnxMessage();
    private final List<Weights> weights = new ArrayList<>();

    /** An input; a dimension of 0 may be of any size. */
    OnnxGraph input(String name, int type, int... dimensions) {
        ends.message(11, value(name, type, dimensions));
        return this;
    }

    OnnxGraph output(String name, int type, int... dimensions) {
        ends.message(12, value(name, type, dimensions));
        return this;
    }

    /** Weights from the position of {@code data} to its limit, as they are written in a model: little-endian. */
    OnnxGraph weights(String name, ByteBuffer data, int... dimensions) {
        return weights(name, FLOAT, data, dimensions);
    }

    OnnxGraph weights(String name, int type, ByteBuffer data, int... dimensions) {
        OnnxMessage head = new OnnxMessage();
        for (int dimension : dimensions) {
            head.number(1, dimension);
        }
        head.number(2, type).text(8, name).announce(9, data.remaining());
        weights.add(new Weights(head.toBytes(), data));
        return this;
    }

    /** An operator of ONNX itself. */
    OnnxGraph node(String operator, List<String> inputs, List<String> outputs, OnnxMessage... attributes) {
        nodes.message(1, operation(operator, inputs, outputs, attributes));
        return this;
    }

    /** An operator that is ONNX Runtime's own; an input left out is an empty name. */
    OnnxGraph fused(String operator, List<String> inputs, List<String> outputs, OnnxMessage... attributes) {
        nodes.message(1, operation(operator, inputs, outputs, attributes).text(7, MICROSOFT));
        return this;
    }

    static OnnxMessage attribute(String name, long value) {
        return new OnnxMessage().text(1, name).number(3, value).number(20, INT_ATTRIBUTE);
    }

    static OnnxMessage attribute(String name, float value) {
        return new OnnxMessage().text(1, name).decimal(2, value).number(20, FLOAT_ATTRIBUTE);
    }

    /** The whole model, in memory of the arena. */
    ByteBuffer write(String name, Arena arena) {
        byte[] body = nodes.text(2, name).toBytes();
        byte[] last = ends.toBytes();
        List<byte[]> heads = weights.stream()
                .map(tensor -> new OnnxMessage().announce(5, tensor.size()).toBytes())
                .toList();
        int graphSize = body.length
                + last.length
                + IntStream.range(0, heads.size())
                        .map(i -> heads.get(i).length + weights.get(i).size())
                        .sum();
        byte[] model = new OnnxMessage()
                .number(1, IR_VERSION)
                .message(8, new OnnxMessage().number(2, OPERATOR_SET))
                .message(8, new OnnxMessage().text(1, MICROSOFT).number(2, 1))
                .announce(7, graphSize)
                .toBytes();
        ByteBuffer bytes = arena.allocate((long) model.length + graphSize).asByteBuffer();
        bytes.put(model).put(body);
        for (int i = 0; i < heads.size(); i++) {
            Weights tensor = weights.get(i);
            bytes.put(heads.get(i)).put(tensor.head()).put(tensor.data().duplicate());
        }
        return bytes.put(last).flip();
    }

    private static OnnxMessage operation(
            String operator, List<String> inputs, List<String> outputs, OnnxMessage... attributes) {
        OnnxMessage node = new OnnxMessage();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(4, operator);
        for (OnnxMessage attribute : attributes) {
            node.message(5, attribute);
        }
        return node;
    }

    private static OnnxMessage value(String name, int type, int... dimensions) {
        OnnxMessage shape = new OnnxMessage();
        for (int i = 0; i < dimensions.length; i++) {
            OnnxMessage dimension = new OnnxMessage();
            shape.message(1, dimensions[i] == 0 ? dimension : dimension.number(1, dimensions[i]));
        }
        OnnxMessage tensor = new OnnxMessage().number(1, type).message(2, shape);
        return new OnnxMessage().text(1, name).message(2, new OnnxMessage().message(1, tensor));
    }

    /** As weights are written. */
    static ByteBuffer bytes(float[] floats) {
        ByteBuffer bytes = ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        return bytes;
    }
}
