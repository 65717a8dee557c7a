package dev.millrace.ingest.parse.fork;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many parsers there are and what each may use.
 *
 * @param processes for documents that are parsed quickly
 * @param slowProcesses besides, for those that turned out to be slow
 * @param heapBytes the heap of each
 * @param recycleAfter documents after which a process is replaced by a fresh one
 * @param maxAttempts how often a document may end its parser before it is rejected
 */
public record PoolConfig(int processes, int slowProcesses, long heapBytes, int recycleAfter, int maxAttempts) {

    private static final long MIB = 1024 * 1024;

    /** What a process takes beside its heap. */
    private static final long OVERHEAD_BYTES = 128 * MIB;

    /** For tests and tools: one process of each kind. */
    public static final PoolConfig SMALL = new PoolConfig(1, 1, 512 * MIB, 1_000, 3);

    public PoolConfig {
        atLeastOne(processes, "processes");
        atLeastOne(slowProcesses, "slow-processes");
        atLeastOne(recycleAfter, "recycle-after");
        atLeastOne(maxAttempts, "max-attempts");
        if (heapBytes < 64 * MIB) {
            throw new IllegalArgumentException("heap must be at least 64MiB, is " + heapBytes);
        }
    }

    /** As many as this machine has cores, but no more than fit into half of its memory (or its container's). */
    public static int processesOfThisMachine(long heapBytes) {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        long fitting = memory / 2 / (heapBytes + OVERHEAD_BYTES);
        return Math.clamp(fitting, 1, Runtime.getRuntime().availableProcessors());
    }

    private static void atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, is " + value);
        }
    }
}
