package dev.millrace.standalone.campaign;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restarts services that say of themselves that they can't go on, as a cluster's liveness probe would. */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Rig rig;
    private final AtomicInteger restarts = new AtomicInteger();
    private final Thread thread;

    Watchdog(Rig rig) {
        this.rig = rig;
        this.thread = Thread.ofVirtual().name("watchdog").start(this::run);
    }

    int restarts() {
        return restarts.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                for (Service service : Service.values()) {
                    if (!rig.page(service).alive()) {
                        LOG.warn("service={} says that it has failed and is restarted", service.tag());
                        restarts.incrementAndGet();
                        rig.service(service).kill();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
