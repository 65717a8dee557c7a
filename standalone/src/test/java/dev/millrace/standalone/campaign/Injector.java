package dev.millrace.standalone.campaign;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries faults out beside the operations. Those of the same part of the system wait for each other. */
final class Injector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Injector.class);
    /** How long a process that was frozen works beside the one that took over. */
    private static final Duration BESIDE_EACH_OTHER = Duration.ofSeconds(2);

    private final Rig rig;
    private final Map<String, ExecutorService> queues = new HashMap<>();
    private final List<Future<Void>> underway = new ArrayList<>();

    Injector(Rig rig) {
        this.rig = rig;
    }

    /** Returns at once. */
    void inject(Fault fault) {
        LOG.info("fault={}", fault);
        underway.add(queues.computeIfAbsent(part(fault), part -> Executors.newSingleThreadExecutor())
                .submit(() -> {
                    carryOut(fault);
                    return null;
                }));
    }

    /** Returns when every fault is over, but for failpoints that were not reached yet. */
    void heal() throws InterruptedException {
        try {
            for (Future<Void> fault : underway) {
                fault.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fault could not be carried out", e.getCause());
        }
        underway.clear();
    }

    @Override
    public void close() {
        queues.values().forEach(ExecutorService::shutdownNow);
    }

    private static String part(Fault fault) {
        return switch (fault) {
            case Fault.Kill(Service service) -> service.tag();
            case Fault.Halt(Service service, var place, int pass) -> service.tag();
            case Fault.Freeze(Service service, Duration lasts) -> service.tag();
            case Fault.KillKafka kill -> "kafka";
            case Fault.KillOpenSearch kill -> "opensearch";
            case Fault.Obstruct obstruct -> "proxy";
        };
    }

    private void carryOut(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Kill(Service service) -> rig.service(service).kill();
            case Fault.Halt(Service service, var place, int pass) ->
                rig.service(service).arm(place, pass);
            case Fault.Freeze(Service service, Duration lasts) -> freeze(service, lasts);
            case Fault.KillKafka(Duration lasts) -> {
                rig.nodes().kafka().kill();
                Thread.sleep(lasts);
                rig.nodes().kafka().start();
            }
            case Fault.KillOpenSearch(Duration lasts) -> {
                rig.nodes().openSearch().kill();
                Thread.sleep(lasts);
                rig.nodes().openSearch().start();
            }
            case Fault.Obstruct(Obstruction obstruction, Duration lasts) -> {
                rig.proxy().obstruct(obstruction);
                Thread.sleep(lasts);
                rig.proxy().obstruct(Obstruction.NONE);
            }
        }
    }

    private void freeze(Service service, Duration lasts) throws IOException, InterruptedException {
        Supervisor frozen = rig.service(service);
        frozen.freeze();
        Supervisor standIn = rig.standIn(service);
        try {
            Thread.sleep(lasts);
            frozen.thaw();
            Thread.sleep(BESIDE_EACH_OTHER);
        } finally {
            standIn.stop();
        }
    }
}
