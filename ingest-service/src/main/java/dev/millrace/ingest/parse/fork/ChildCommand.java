package dev.millrace.ingest.parse.fork;

import dev.millrace.ingest.parse.ParserConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a child is started: with the Java and the classes of this process, but none of its properties and variables, which
 * may hold credentials.
 */
final class ChildCommand {

    /** Small and quick to start: a parse is short, and the C1 compiler does it well enough. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms16m",
            "-XX:MinHeapFreeRatio=10", // what a large document needed is given back after it, and at once
            "-XX:MaxHeapFreeRatio=30",
            "-XX:-ShrinkHeapInSteps",
            "-XX:MaxMetaspaceSize=256m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:+DisplayVMOutputToStderr", // standard output is for answers only
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            // What parsers log may quote the document.
            "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");

    /** Names of files are UTF-8. */
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8");

    private final List<String> start;
    private final String[] arguments;

    ChildCommand(ParserConfig limits, long heapBytes) {
        start = new ArrayList<>();
        start.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        start.add("-Xmx" + heapBytes);
        start.addAll(JVM_OPTIONS);
        start.addAll(Lockdown.jvmOptions());
        start.add("-cp");
        start.add(absolute(System.getProperty("java.class.path")));
        arguments = ParseWorker.arguments(limits);
    }

    /**
     * Starts a child.
     *
     * @param folder its own: where it works and keeps temporary files
     */
    Process start(Path folder) throws IOException {
        List<String> command = new ArrayList<>(start);
        command.add("-Djava.io.tmpdir=" + folder);
        command.add(ParseWorker.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        return builder.start();
    }

    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
