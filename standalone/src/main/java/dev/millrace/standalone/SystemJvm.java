package dev.millrace.standalone;

import java.nio.file.Path;
import java.util.List;

/** How a JVM is started that runs the services, from within one that the launcher has started. */
final class SystemJvm {

    /** The folder of the assembled program; the launcher sets it. */
    static final String HOME = "millrace.home";

    private static final String EMBEDDED_HOME = "millrace.embedded.home";

    private SystemJvm() {}

    /** Java and its options up to the main class. */
    static List<String> command() {
        Path home = Path.of(property(HOME));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home.resolve("system.options"),
                "-D" + HOME + "=" + home,
                "-D" + EMBEDDED_HOME + "=" + property(EMBEDDED_HOME),
                "-cp",
                home.resolve("lib").resolve("*").toString(),
                Millrace.class.getName());
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw CommandFailure.wrongUse("The program's folder is not known: run it with the launcher `millrace`");
        }
        return value;
    }
}
