package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Derives the table anew: the published model reads four texts, and its hidden states are looked at. */
class OutsizeChannelsTest {
    private static final int WIDTH = MiniLmModel.DIMENSION;

    /** What the matrices meet: the inputs of attention and of the wider layer, in each of the six layers. */
    private static final List<String> HIDDEN_STATES = IntStream.range(0, 6)
            .boxed()
            .flatMap(layer -> Stream.of("hidden" + layer, "between" + layer))
            .toList();

    @Test
    void theChannelsAreThoseOfTheModel() throws Exception {
        Map<Integer, Integer> divisors = new TreeMap<>();
        float[][] largest = largest();
        for (int channel = 0; channel < WIDTH; channel++) {
            double ratio = 0;
            for (float[] ofState : largest) {
                ratio = Math.max(ratio, ofState[channel] / middle(ofState));
            }
            int divisor = Integer.highestOneBit((int) Math.sqrt(ratio));
            if (divisor > 1) {
                divisors.put(channel, divisor);
            }
        }

        assertThat(divisors).isEqualTo(OutsizeChannels.DIVISORS);
    }

    @Test
    void whatIsMadeSmallerMeetsRowsMadeLarger() {
        float[] matrix = new float[WIDTH];
        Arrays.fill(matrix, 3);

        float[] compensated = OutsizeChannels.compensated(matrix, 1);
        float[] factors = OutsizeChannels.factors();

        assertThat(factors[99]).isEqualTo(0.25f);
        assertThat(factors[0]).isEqualTo(1);
        assertThat(IntStream.range(0, WIDTH).mapToObj(i -> compensated[i] * factors[i]))
                .containsOnly(3f);
    }

    private static double middle(float[] numbers) {
        float[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The largest number of each channel, for each of the hidden states. */
    private static float[][] largest() throws Exception {
        float[][] largest = new float[HIDDEN_STATES.size()][WIDTH];
        try (Weights weights = Weights.load();
                MiniLmTokenizer tokenizer = MiniLmTokenizer.open(null);
                Arena arena = Arena.ofShared();
                OrtSession.SessionOptions options = ModelOpening.options(1)) {
            ByteBuffer model = withHiddenStates(
                    MiniLmGraph.write(OnnxWeights.of(weights.await()), Precision.FLOAT32, arena), arena);
            try (OrtSession session =
                    ModelOpening.opened(() -> OrtEnvironment.getEnvironment().createSession(model, options))) {
                for (String text : PrecisionProbe.TEXTS) {
                    run(session, tokenizer.tokenize(text, WIDTH).ids(WIDTH), largest);
                }
            }
        }
        return largest;
    }

    private static void run(OrtSession session, int[] tokens, float[][] largest) throws OrtException {
        int length = tokens.length + MiniLmModel.SPECIAL_TOKENS;
        int[] ids = new int[length];
        System.arraycopy(tokens, 0, ids, 1, tokens.length);
        ids[0] = MiniLmModel.CLS;
        ids[length - 1] = MiniLmModel.SEP;
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, IntBuffer.wrap(ids), new long[] {1, length});
                OnnxTensor lengths = OnnxTensor.createTensor(environment, new int[] {length});
                OnnxTensor shares =
                        OnnxTensor.createTensor(environment, FloatBuffer.allocate(length), new long[] {1, 1, length});
                OrtSession.Result result =
                        session.run(Map.of("input_ids", idTensor, "lengths", lengths, "shares", shares))) {
            for (int i = 0; i < largest.length; i++) {
                OnnxTensor state = (OnnxTensor) result.get(HIDDEN_STATES.get(i)).orElseThrow();
                FloatBuffer numbers = state.getFloatBuffer();
                for (int k = 0; numbers.hasRemaining(); k++) {
                    largest[i][k % WIDTH] = Math.max(largest[i][k % WIDTH], Math.abs(numbers.get()));
                }
            }
        }
    }

    /** Messages that are written one after the other are one, and repeated fields of both are in it. */
    private static ByteBuffer withHiddenStates(ByteBuffer model, Arena arena) {
        OnnxMessage outputs = new OnnxMessage();
        for (String state : HIDDEN_STATES) {
            OnnxMessage tensor = new OnnxMessage().number(1, OnnxGraph.FLOAT);
            outputs.message(12, new OnnxMessage().text(1, state).message(2, new OnnxMessage().message(1, tensor)));
        }
        byte[] added = new OnnxMessage().message(7, outputs).toBytes();
        return arena.allocate((long) model.remaining() + added.length)
                .asByteBuffer()
                .put(model)
                .put(added)
                .flip();
    }
}
