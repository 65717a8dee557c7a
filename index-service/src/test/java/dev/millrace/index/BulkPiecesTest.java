package dev.millrace.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.message.Chunk;
import dev.millrace.index.IndexConfig.Bulk;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkPiecesTest {

    private static final int KIBIBYTE = 1 << 10;

    @Test
    void whatIsSentAtOnceIsSharedOutEvenly() {
        Deque<BulkOperation> pending = operations(9, 100 * KIBIBYTE);
        assertThat(sizes(BulkPieces.take(pending, limits(3, 5 << 20, 500)))).containsExactly(3, 3, 3);
        assertThat(pending).isEmpty();
    }

    @Test
    void aSmallBatchIsOneRequest() {
        assertThat(sizes(BulkPieces.take(operations(64, KIBIBYTE), limits(4, 5 << 20, 500))))
                .containsExactly(64);
    }

    @Test
    void noRequestExceedsItsBoundsAndTheRestWaits() {
        Deque<BulkOperation> pending = operations(100, 10 * KIBIBYTE);
        assertThat(sizes(BulkPieces.take(pending, limits(2, 5 << 20, 30)))).containsExactly(30, 30);
        assertThat(sizes(BulkPieces.take(pending, limits(2, 105 * KIBIBYTE, 500))))
                .containsExactly(9, 9);
        assertThat(pending).hasSize(22);
    }

    @Test
    void aLargerEntryGoesAlone() {
        assertThat(sizes(BulkPieces.take(operations(2, 10 * KIBIBYTE), limits(3, KIBIBYTE, 500))))
                .containsExactly(1, 1);
    }

    private static BulkLimits limits(int requests, long bytes, int actions) {
        return new BulkLimits(new Bulk(actions, 5 << 20, 8), requests, bytes, 5 << 20);
    }

    private static List<Integer> sizes(List<List<BulkOperation>> pieces) {
        return pieces.stream().map(List::size).toList();
    }

    /** Each somewhat larger than its text. */
    private static Deque<BulkOperation> operations(int count, int textBytes) {
        Chunk chunk = Events.chunk("c", 1, "x".repeat(textBytes)).build();
        return new ArrayDeque<>(IntStream.range(0, count)
                .mapToObj(i -> BulkOperation.upsert(
                        Events.record(i, new byte[0]), chunk, Events.MODEL, new float[0], Instant.EPOCH))
                .toList());
    }
}
