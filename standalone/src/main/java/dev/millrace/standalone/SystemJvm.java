package dev.millrace.standalone;

import dev.millrace.embedded.ClassArchive;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + home.resolve("system.options"));
        command.addAll(ClassArchive.jvmOptions(home));
        command.add("-D" + HOME + "=" + home);
        command.add("-D" + EMBEDDED_HOME + "=" + property(EMBEDDED_HOME));
        command.addAll(List.of("-cp", classPath(), Millrace.class.getName()));
        return command;
    }

    /** All that the program is made of. */
    static String classPath() {
        return Path.of(property(HOME)).resolve("lib").resolve("*").toString();
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw CommandFailure.wrongUse("The program's folder is not known: run it with the launcher `millrace`");
        }
        return value;
    }
}
