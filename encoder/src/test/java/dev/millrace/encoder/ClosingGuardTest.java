package dev.millrace.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClosingGuardTest {
    private final ClosingGuard guard = new ClosingGuard("model");
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void whatIsClosedIsRefusedBySentence() {
        guard.close(() -> {});

        assertThatIllegalStateException().isThrownBy(() -> guard.use(() -> 1)).withMessage("This model is closed.");
    }

    @Test
    void closingTwiceReleasesOnce() {
        guard.close(() -> events.add("released"));
        guard.close(() -> events.add("released"));

        assertThat(events).containsExactly("released");
    }

    @Test
    void closingWaitsForThoseWhoUseIt() throws InterruptedException {
        CountDownLatch inUse = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread user = Thread.ofVirtual()
                .start(() -> guard.use(() -> {
                    inUse.countDown();
                    awaitUninterrupted(goOn);
                    return events.add("used");
                }));
        inUse.await();
        Thread closer = Thread.ofPlatform().start(() -> guard.close(() -> events.add("released")));
        goOn.countDown();
        closer.join();
        user.join();

        assertThat(events).containsExactly("used", "released");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
