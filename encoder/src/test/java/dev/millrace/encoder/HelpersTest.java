package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HelpersTest {
    @Test
    void resultsComeInOrder() {
        try (Helpers helpers = new Helpers(3)) {
            assertThat(helpers.map(100, i -> i * i)).hasSize(100).element(99).isEqualTo(99 * 99);
            assertThat(helpers.map(0, i -> i)).isEmpty();
        }
    }

    @Test
    void aHelperWorksBesideTheCaller() {
        CountDownLatch together = new CountDownLatch(2);
        try (Helpers helpers = new Helpers(1)) {
            assertThat(helpers.map(2, i -> {
                        together.countDown();
                        return await(together);
                    }))
                    .containsExactly(true, true);
        }
    }

    @Test
    void aCallerDoesNotWaitForHelpersThatAreBusy() throws Exception {
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        try (Helpers helpers = new Helpers(1)) {
            Thread other = Thread.ofPlatform()
                    .start(() -> helpers.map(2, i -> {
                        busy.countDown();
                        return await(end);
                    }));
            await(busy);

            assertThat(helpers.map(5, i -> i)).containsExactly(0, 1, 2, 3, 4);

            end.countDown();
            other.join();
        }
    }

    @Test
    void aFailureIsTheCallersOnceNothingIsUnderWay() {
        AtomicInteger done = new AtomicInteger();
        try (Helpers helpers = new Helpers(2)) {
            assertThatThrownBy(() -> helpers.map(50, i -> {
                        if (i == 7) {
                            throw new EncoderException("item", 7);
                        }
                        return done.incrementAndGet();
                    }))
                    .isInstanceOfSatisfying(
                            EncoderException.class,
                            e -> assertThat(e.textIndex()).hasValue(7));
            assertThat(done).hasValue(49);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
