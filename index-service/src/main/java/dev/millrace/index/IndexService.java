package dev.millrace.index;

import dev.millrace.core.kafka.BatchConsumer;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.Health;
import dev.millrace.core.service.RunningService;
import dev.millrace.core.telemetry.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: what Kafka and OpenSearch have to hold is prepared in the background, then it polls. */
final class IndexService implements RunningService {

    static final String NAME = IndexApplication.NAME;

    private static final Logger LOG = LoggerFactory.getLogger(IndexService.class);

    private final Subscription subscription;
    private final Closer closer;
    private final Supplier<Optional<String>> waitingForOpenSearch;
    private final Thread starter;
    private volatile @Nullable BatchConsumer consumer;
    private volatile @Nullable Throwable failure;

    /** Prepares topics and index and returns a consumer that has not been started; registers what has to be closed. */
    interface Preparation {
        BatchConsumer prepare() throws InterruptedException;
    }

    /**
     * Starts at once; takes over the closing of {@code closer}.
     *
     * @param waitingForOpenSearch why, while it is being waited for
     */
    IndexService(
            Subscription subscription,
            Closer closer,
            Supplier<Optional<String>> waitingForOpenSearch,
            Preparation preparation) {
        this.subscription = subscription;
        this.closer = closer;
        this.waitingForOpenSearch = waitingForOpenSearch;
        this.starter = Thread.ofPlatform().name(NAME + "-starter").start(() -> prepare(preparation));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Health health() {
        BatchConsumer polling = consumer;
        Throwable cause = failure != null || polling == null ? failure : polling.failure();
        if (cause != null) {
            return new Health.Failed(String.valueOf(cause.getMessage()));
        }
        Optional<String> outage = waitingForOpenSearch.get();
        if (outage.isPresent()) {
            return new Health.Waiting("OpenSearch: " + outage.get());
        }
        if (polling == null) {
            return new Health.Waiting("Kafka's topics and the index in OpenSearch are not there yet");
        }
        return polling.running()
                ? new Health.Ready()
                : new Health.Waiting("no partitions of " + subscription.topic() + " assigned yet");
    }

    @Override
    public List<Subscription> subscriptions() {
        return List.of(subscription);
    }

    @Override
    public void close() {
        starter.interrupt();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closer.close();
    }

    private void prepare(Preparation preparation) {
        try {
            BatchConsumer prepared = closer.register(preparation.prepare());
            prepared.start();
            consumer = prepared;
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("{} can't start: {}", NAME, e.getMessage(), e);
        }
    }
}
