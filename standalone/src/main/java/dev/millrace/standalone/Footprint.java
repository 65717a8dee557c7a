package dev.millrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a system's processes take, as the operating system sees it. Needs Linux. */
final class Footprint {

    private static final long KIB = 1024;

    private final DataFolder folder;
    private final ProcessHandle services;
    private final ProcessHandle kafka;
    private final ProcessHandle openSearch;

    private Footprint(DataFolder folder, ProcessHandle services) {
        this.folder = folder;
        this.services = services;
        this.kafka = node("kafka");
        this.openSearch = node("opensearch");
    }

    /** @param services the process of the services, whose children the nodes are */
    static Footprint of(DataFolder folder, ProcessHandle services) {
        return new Footprint(folder, services);
    }

    /** Processor time since each process began. */
    record Cpu(Duration services, Duration kafka, Duration openSearch) {}

    /** Before anything is started. */
    static void requireKnowable() {
        if (!Files.isReadable(Path.of("/proc/self/status"))) {
            throw CommandFailure.wrongUse("Memory is read from /proc, which this system lacks: run it on Linux");
        }
    }

    Cpu cpu() {
        Duration all = servicesProcesses().stream().map(Footprint::cpu).reduce(Duration.ZERO, Duration::plus);
        return new Cpu(all, cpu(kafka), cpu(openSearch));
    }

    /** The JVM's, and those of the processes that parse for it. */
    long servicesRssBytes() {
        return servicesProcesses().stream()
                .mapToLong(process -> statusBytes(process, "VmRSS:"))
                .sum();
    }

    /** The most each of them ever had, together. */
    long servicesPeakRssBytes() {
        return servicesProcesses().stream()
                .mapToLong(process -> statusBytes(process, "VmHWM:"))
                .sum();
    }

    /** The most that one process ever had. */
    static long peakRssBytes(ProcessHandle process) {
        return statusBytes(process, "VmHWM:");
    }

    long kafkaRssBytes() {
        return statusBytes(kafka, "VmRSS:");
    }

    long openSearchRssBytes() {
        return statusBytes(openSearch, "VmRSS:");
    }

    long kafkaDiskBytes() throws InterruptedException {
        return diskBytes("kafka");
    }

    long openSearchDiskBytes() throws InterruptedException {
        return diskBytes("opensearch");
    }

    private List<ProcessHandle> servicesProcesses() {
        return Stream.concat(
                        Stream.of(services),
                        services.children().filter(child -> !child.equals(kafka) && !child.equals(openSearch)))
                .toList();
    }

    /** The process that works on a node's folder wrote its number there. */
    private ProcessHandle node(String name) {
        try {
            String pid = Files.readString(folder.path().resolve(name).resolve("pid"));
            return ProcessHandle.of(Long.parseLong(pid.split(" ", 2)[0])).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** 0 for a process that has ended meanwhile. */
    private static long statusBytes(ProcessHandle process, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** What it really takes: Kafka makes its files longer than what is in them. */
    private long diskBytes(String name) throws InterruptedException {
        try {
            Process du = new ProcessBuilder(
                            "du", "-sk", folder.path().resolve(name).toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String line = new String(du.getInputStream().readAllBytes(), UTF_8);
            du.waitFor(); // not 0 where a file went away meanwhile: the sum is there all the same
            return Long.parseLong(line.split("\\s", 2)[0]) * KIB;
        } catch (IOException e) {
            throw CommandFailure.failed("The program du, which tells what a folder takes, can't be run: " + e);
        }
    }
}
