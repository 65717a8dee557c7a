package dev.millrace.standalone.campaign;

import dev.millrace.core.service.Failpoint;
import dev.millrace.embedded.watch.ParentWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the process of one service is started: a small JVM with the service's own main class and a configuration file. */
final class ServiceProcess {

    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true");

    private final Service service;
    private final String name;
    private final Path folder;

    /**
     * @param folder for configuration and log
     */
    ServiceProcess(Service service, String name, Path folder, Map<String, String> settings) {
        this.service = service;
        this.name = name;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            Files.write(
                    configuration(),
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + " = \"" + setting.getValue() + "\"")
                            .toList());
            Files.writeString(classPath(), "-cp \"" + System.getProperty("java.class.path") + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it; what it prints is added to its log. It ends with this JVM. */
    Process start(Optional<String> failpoint) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(JVM_OPTIONS);
        builder.command().add("-Xmx" + service.heapMebibytes() + "m");
        builder.command().add("@" + classPath());
        builder.command().add(ParentWatch.class.getName());
        builder.command().add(service.mainClass().getName());
        builder.command().add(configuration().toString());
        builder.environment().putAll(BucketServer.environment());
        failpoint.ifPresent(value -> builder.environment().put(Failpoint.VARIABLE, value));
        builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log().toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Service service() {
        return service;
    }

    String name() {
        return name;
    }

    Path log() {
        return folder.resolve(name + ".log");
    }

    Path configuration() {
        return folder.resolve(name + ".conf");
    }

    private Path classPath() {
        return folder.resolve(name + ".args");
    }
}
