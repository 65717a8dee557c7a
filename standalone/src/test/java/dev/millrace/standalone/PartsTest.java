package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PartsTest {

    @Test
    void partsWaitForEachOther() throws InterruptedException {
        try (Parts parts = new Parts()) {
            CompletableFuture<Integer> one = parts.begin(() -> 1);
            CompletableFuture<Integer> two = parts.begin(() -> one.join() + 1);
            parts.await();
            assertThat(two).isCompletedWithValue(2);
        }
    }

    @Test
    void theFirstFailureEndsTheOthersAndIsToldAsItWas() {
        IllegalStateException failure = new IllegalStateException("taken");
        CompletableFuture<Object> waiting;
        try (Parts parts = new Parts()) {
            waiting = parts.begin(() -> {
                new CountDownLatch(1).await();
                return "never";
            });
            CompletableFuture<Object> failing = parts.begin(() -> {
                throw failure;
            });
            parts.begin(failing::join);
            assertThatThrownBy(parts::await).isSameAs(failure);
        }
        assertThat(waiting).isCompletedExceptionally();
    }

    @Test
    void aWholePartIsLetComeToItsEnd() {
        CompletableFuture<Boolean> whole;
        CountDownLatch failed = new CountDownLatch(1);
        try (Parts parts = new Parts()) {
            whole = parts.beginWhole(() -> {
                failed.await();
                return Thread.currentThread().isInterrupted();
            });
            parts.begin(() -> {
                failed.countDown();
                throw new IllegalStateException("taken");
            });
            assertThatThrownBy(parts::await).hasMessage("taken");
        }
        assertThat(whole).isCompletedWithValue(false);
    }
}
