package dev.millrace.embedded;

import java.util.List;

/** The heap a node starts with and the most it may take. */
public record HeapSize(int initialMebibytes, int maximumMebibytes) {

    public HeapSize {
        if (initialMebibytes < 1 || maximumMebibytes < initialMebibytes) {
            throw new IllegalArgumentException("A heap needs 1 MiB or more and a maximum that is not below its start: "
                    + initialMebibytes + ", " + maximumMebibytes);
        }
    }

    List<String> jvmOptions() {
        return List.of("-Xms" + initialMebibytes + "m", "-Xmx" + maximumMebibytes + "m");
    }
}
