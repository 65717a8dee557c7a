package dev.millrace.standalone;

import java.io.Console;

/** Whether there is a person looking. */
final class Terminal {

    private Terminal() {}

    /** Whether output goes to a terminal that takes colours and lines written over. */
    @SuppressWarnings("SystemConsoleNull") // from JDK 25 on it is null again where input or output is redirected
    static boolean isPresent() {
        Console console = System.console();
        return console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
    }
}
