package dev.millrace.standalone.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How much memory the services' processes take over time, as the operating system sees it. */
final class Memory {

    private static final String RESIDENT = "VmRSS:";
    private static final int KIBIBYTES = 1024;

    private final Rig rig;
    private final Map<Service, List<Integer>> mebibytes = new EnumMap<>(Service.class);

    Memory(Rig rig) {
        this.rig = rig;
    }

    void sample() throws IOException {
        for (Service service : Service.values()) {
            Path status = Path.of(
                    "/proc", Long.toString(rig.service(service).running().pid()), "status");
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(RESIDENT)) {
                    int kibibytes = Integer.parseInt(line.replaceAll("\\D", ""));
                    mebibytes.computeIfAbsent(service, s -> new ArrayList<>()).add(kibibytes / KIBIBYTES);
                }
            }
        }
    }

    @Override
    public String toString() {
        return mebibytes.entrySet().stream()
                .map(entry -> "%-7s %s MiB".formatted(entry.getKey().tag(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
