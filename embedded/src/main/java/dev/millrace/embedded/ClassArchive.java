package dev.millrace.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM's archive of parsed classes (CDS), which halves the work of a start. The first process to end in order writes it
 * beside its program, and the JVM leaves aside one that does not fit. Where nobody may write, it is only read.
 */
public final class ClassArchive {

    private static final String NAME = "classes.jsa";

    private ClassArchive() {}

    /**
     * Options for a process whose program is in {@code home}.
     *
     * @param home where the archive is kept
     */
    public static List<String> jvmOptions(Path home) {
        // About an archive that does not fit there is nothing to say: it costs time, not function.
        List<String> options = new ArrayList<>(List.of("-Xlog:cds*=off", "-Xlog:aot*=off"));
        options.add("-XX:SharedArchiveFile=" + home.resolve(NAME));
        if (Files.isWritable(home)) {
            options.add("-XX:+AutoCreateSharedArchive");
        }
        return options;
    }
}
