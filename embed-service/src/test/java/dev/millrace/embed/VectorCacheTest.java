package dev.millrace.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.ModelId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCacheTest {

    private static final ModelId MODEL = new ModelId("model-a");
    private static final int DIMENSION = 384;
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void vectorsComeBackBitByBit() {
        float[] vector = vector(1);
        vector[0] = -0.0f;
        vector[1] = Float.MIN_VALUE;
        try (VectorCache cache = open(MODEL)) {
            cache.put(List.of("one", "two"), List.of(vector, vector(2)));

            Map<String, float[]> found = cache.find(List.of("two", "three", "one"));

            assertThat(bits(found.get("two"))).isEqualTo(bits(vector(2)));
            assertThat(found).doesNotContainKey("three");
            assertThat(bits(found.get("one"))).isEqualTo(bits(vector));
        }
    }

    @Test
    void aRestartKeepsThem() {
        try (VectorCache cache = open(MODEL)) {
            cache.put(List.of("one"), List.of(vector(1)));
        }
        try (VectorCache cache = open(MODEL)) {
            assertThat(cache.find(List.of("one")).get("one")).isEqualTo(vector(1));
            assertThat(cache.bytes()).isPositive();
        }
    }

    @Test
    void vectorsOfAnotherModelOrDimensionAreNotFound() {
        try (VectorCache cache = open(MODEL)) {
            cache.put(List.of("one"), List.of(vector(1)));
        }
        try (VectorCache cache = open(new ModelId("model-b"))) {
            assertThat(cache.find(List.of("one"))).isEmpty();
        }
        try (VectorCache cache = new VectorCache(folder, 8 * MIB, MODEL, 8, InstantSource.system())) {
            assertThat(cache.find(List.of("one"))).isEmpty();
        }
    }

    @Test
    void aVectorThatIsNotFiniteIsNotFound() {
        float[] broken = vector(1);
        broken[7] = Float.NaN;
        try (VectorCache cache = open(MODEL)) {
            cache.put(List.of("one"), List.of(broken));
            assertThat(cache.find(List.of("one"))).isEmpty();
        }
    }

    @Test
    void itNeverGrowsBeyondItsBoundAndTheOldestGoFirst() throws IOException {
        long bound = 4 * MIB;
        int texts = 6_000;
        try (VectorCache cache = new VectorCache(folder, bound, MODEL, DIMENSION, InstantSource.system())) {
            for (int from = 0; from < texts; from += 100) {
                List<String> some = IntStream.range(from, from + 100)
                        .mapToObj(i -> "text " + i)
                        .toList();
                cache.put(
                        some, some.stream().map(text -> vector(text.hashCode())).toList());
            }
            assertThat(cache.find(List.of("text 0"))).isEmpty();
            assertThat(cache.find(List.of("text " + (texts - 1)))).isNotEmpty();
            assertThat(cache.bytes()).isBetween(bound / 2, bound * 5 / 4);
        }
        assertThat(bytesOnDisk()).isLessThan(bound * 5 / 4);
    }

    @Test
    void theProcessMayBeKilledAtAnyTime() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CacheWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int written = 0;
        try (var lines = writer.inputReader()) {
            while (written < 200) {
                written = Integer.parseInt(lines.readLine());
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        try (VectorCache cache = open(MODEL)) {
            for (int i = 0; i < written; i++) {
                assertThat(cache.find(List.of("text " + i)).get("text " + i)).isEqualTo(vector(i));
            }
        }
    }

    @Test
    void aDamagedCacheNeverGivesAWrongVectorAndBeginsAnew() throws IOException {
        Random random = new Random(7);
        List<String> texts = IntStream.range(0, 200).mapToObj(i -> "text " + i).toList();
        List<float[]> vectors =
                texts.stream().map(text -> vector(text.hashCode())).toList();
        for (int round = 0; round < 12; round++) {
            SteppedClock clock = new SteppedClock();
            try (VectorCache cache = open(MODEL, clock)) {
                cache.put(texts, vectors);
            }
            for (Path file : files()) {
                damage(file, random, round);
            }
            try (VectorCache cache = open(MODEL, clock)) {
                assertRightOrMissing(cache, texts, vectors);
                clock.now = clock.now.plus(Duration.ofMinutes(2));
                assertRightOrMissing(cache, texts, vectors);
                cache.put(texts, vectors);
                assertThat(cache.find(texts)).as("round %d", round).hasSize(texts.size());
            }
        }
    }

    @Test
    void aCacheThatAnotherProcessUsesIsDoneWithoutUntilItIsFree() {
        SteppedClock clock = new SteppedClock();
        VectorCache first = open(MODEL);
        first.put(List.of("one"), List.of(vector(1)));
        try (VectorCache second = open(MODEL, clock)) {
            second.put(List.of("two"), List.of(vector(2)));
            assertThat(second.find(List.of("one", "two"))).isEmpty();
            assertThat(first.find(List.of("one"))).isNotEmpty();

            first.close();
            clock.now = clock.now.plus(Duration.ofMinutes(2));

            assertThat(second.find(List.of("one"))).isNotEmpty();
        }
    }

    @Test
    void aFolderThatCanNotBeWrittenCostsOnlyTheCache() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (VectorCache cache = new VectorCache(file.resolve("below"), 8 * MIB, MODEL, DIMENSION, Clock.systemUTC())) {
            cache.put(List.of("one"), List.of(vector(1)));
            assertThat(cache.find(List.of("one"))).isEmpty();
        }
    }

    @Test
    void whatElseIsInItsFolderIsLeftAlone() throws IOException {
        Path other = Files.writeString(folder.resolve("diary.txt"), "mine");
        try (VectorCache cache = open(MODEL)) {
            cache.put(List.of("one"), List.of(vector(1)));
        }
        Files.writeString(folder.resolve("CURRENT"), "rubbish");
        open(MODEL).close();
        assertThat(other).hasContent("mine");
    }

    @Test
    void aClosedCacheFindsNothing() {
        VectorCache cache = open(MODEL);
        cache.put(List.of("one"), List.of(vector(1)));
        cache.close();
        cache.put(List.of("two"), List.of(vector(2)));
        assertThat(cache.find(List.of("one"))).isEmpty();
    }

    static float[] vector(long seed) {
        Random random = new Random(seed);
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = random.nextFloat() - 0.5f;
        }
        return vector;
    }

    private static void assertRightOrMissing(VectorCache cache, List<String> texts, List<float[]> vectors) {
        Map<String, float[]> found = cache.find(texts);
        for (int i = 0; i < texts.size(); i++) {
            if (found.containsKey(texts.get(i))) {
                assertThat(found.get(texts.get(i))).isEqualTo(vectors.get(i));
            }
        }
    }

    private static void damage(Path file, Random random, int round) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            if (round % 3 == 0) {
                bytes.setLength(bytes.length() / 2);
                return;
            }
            for (int i = 0; i < 1 + round * bytes.length() / 1000; i++) {
                bytes.seek((long) (random.nextDouble() * bytes.length()));
                bytes.write(random.nextInt());
            }
        }
    }

    private VectorCache open(ModelId model) {
        return open(model, InstantSource.system());
    }

    private VectorCache open(ModelId model, InstantSource clock) {
        return new VectorCache(folder, 8 * MIB, model, DIMENSION, clock);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static List<Integer> bits(float[] vector) {
        List<Integer> bits = new ArrayList<>();
        for (float component : vector) {
            bits.add(Float.floatToRawIntBits(component));
        }
        return bits;
    }

    /** Writes until it is killed, and says how many. */
    static final class CacheWriter {

        public static void main(String[] args) {
            VectorCache cache = new VectorCache(Path.of(args[0]), 8 * MIB, MODEL, DIMENSION, InstantSource.system());
            for (int i = 0; ; i++) {
                cache.put(List.of("text " + i), List.of(vector(i)));
                System.out.println(i + 1);
            }
        }
    }

    private static final class SteppedClock implements InstantSource {

        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }
    }
}
