package dev.millrace.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/**
 * How many floating-point operations a second ONNX Runtime reaches here where it does nothing but multiply large matrices:
 * what an encoder can at best come near to. A graph of one MatMul, by weights that are known beforehand as a model's are.
 */
public final class GemmPeak implements AutoCloseable {
    private static final int SIZE = 1024;
    private static final long OPERATIONS = 2L * SIZE * SIZE * SIZE;
    private static final int FLOAT = 1;

    private final OrtSession session;
    private final OnnxTensor left;

    private GemmPeak(OrtSession session, OnnxTensor left) {
        this.session = session;
        this.left = left;
    }

    /** Opens the graph of one multiplication, to be shared by {@code threads}. */
    public static GemmPeak open(int threads) {
        return ModelOpening.opened(() -> {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession.SessionOptions options = ModelOpening.options(threads)) {
                OrtSession session = environment.createSession(model(), options);
                return new GemmPeak(
                        session,
                        OnnxTensor.createTensor(environment, matrix().asFloatBuffer(), new long[] {SIZE, SIZE}));
            }
        });
    }

    /** Multiplies for about as long as told; floating-point operations a second. */
    public double measure(Duration duration) {
        long begin = System.nanoTime();
        long multiplications = 0;
        long took;
        try {
            do {
                session.run(Map.of("left", left)).close();
                multiplications++;
                took = System.nanoTime() - begin;
            } while (took < duration.toNanos());
        } catch (OrtException e) {
            throw new EncoderException("Could not multiply: " + e.getMessage(), e);
        }
        return OPERATIONS * 1e9 * multiplications / took;
    }

    private static byte[] model() {
        OnnxMessage right = new OnnxMessage()
                .number(1, SIZE)
                .number(1, SIZE)
                .number(2, FLOAT)
                .text(8, "right")
                .bytes(9, matrix().array());
        OnnxMessage multiplication = new OnnxMessage()
                .text(1, "left")
                .text(1, "right")
                .text(2, "product")
                .text(4, "MatMul");
        OnnxMessage graph = new OnnxMessage()
                .message(1, multiplication)
                .text(2, "gemm-peak")
                .message(5, right)
                .message(11, matrixNamed("left"))
                .message(12, matrixNamed("product"));
        return new OnnxMessage()
                .number(1, 7)
                .message(7, graph)
                .message(8, new OnnxMessage().number(2, 13))
                .toBytes();
    }

    private static OnnxMessage matrixNamed(String name) {
        OnnxMessage dimension = new OnnxMessage().number(1, SIZE);
        OnnxMessage shape = new OnnxMessage().message(1, dimension).message(1, dimension);
        OnnxMessage tensor = new OnnxMessage().number(1, FLOAT).message(2, shape);
        return new OnnxMessage().text(1, name).message(2, new OnnxMessage().message(1, tensor));
    }

    private static ByteBuffer matrix() {
        Random random = new Random(1);
        ByteBuffer values = ByteBuffer.allocate(SIZE * SIZE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = values.asFloatBuffer();
        while (floats.hasRemaining()) {
            floats.put(random.nextFloat() - 0.5f);
        }
        return values;
    }

    @Override
    public void close() {
        try {
            left.close();
            session.close();
        } catch (OrtException e) {
            throw new EncoderException("Could not close the multiplication: " + e.getMessage(), e);
        }
    }
}
