package dev.millrace.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of one system in its data directory: where it is reached, and the process it runs in.
 *
 * @param config the file that it was started with; empty when there was none
 * @param process empty while it does not run, as far as it could say so itself
 */
record SystemState(
        Path inbox, int kafkaPort, int openSearchPort, int httpPort, Optional<Path> config, Optional<Owner> process) {

    /** The system clock may be set between the two looks at a process. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    /**
     * The process that runs a system. Its number alone would not do: another may have it by now.
     *
     * @param ready whether the whole system takes work
     */
    record Owner(long pid, Instant startedAt, boolean ready) {

        static Owner current() {
            ProcessHandle me = ProcessHandle.current();
            return new Owner(me.pid(), startOf(me), false);
        }

        /** The process, unless it has ended. */
        Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(found -> isSame(startOf(found)))
                    .filter(Owner::isMoreThanANumber);
        }

        /** A process that was killed counts as alive until its parent has noticed, which may take seconds or for ever. */
        private static boolean isMoreThanANumber(ProcessHandle process) {
            return process.info().command().isPresent()
                    || process.info().commandLine().isPresent();
        }

        private boolean isSame(Instant otherStart) {
            return Duration.between(startedAt, otherStart).abs().compareTo(CLOCK_TOLERANCE) <= 0;
        }

        private static Instant startOf(ProcessHandle process) {
            return process.info().startInstant().orElse(Instant.EPOCH);
        }
    }

    SystemState starting() {
        return new SystemState(inbox, kafkaPort, openSearchPort, httpPort, config, Optional.of(Owner.current()));
    }

    SystemState ready() {
        Optional<Owner> ready = process.map(owner -> new Owner(owner.pid(), owner.startedAt(), true));
        return new SystemState(inbox, kafkaPort, openSearchPort, httpPort, config, ready);
    }

    SystemState stopped() {
        return new SystemState(inbox, kafkaPort, openSearchPort, httpPort, config, Optional.empty());
    }

    /** The process that runs the system, or is about to; empty also when it was killed. */
    Optional<ProcessHandle> running() {
        return process.flatMap(Owner::handle);
    }

    boolean isReady() {
        return process.filter(Owner::ready).flatMap(Owner::handle).isPresent();
    }
}
