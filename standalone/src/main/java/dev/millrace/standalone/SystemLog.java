package dev.millrace.standalone;

/** Where the process that runs the services logs to. To be called before the first logger is made. */
final class SystemLog {

    private SystemLog() {}

    /**
     * @param onConsole whether warnings are shown there too
     */
    static void configure(DataFolder folder, boolean onConsole) {
        System.setProperty("logback.configurationFile", "logback-system.xml");
        System.setProperty("millrace.log.file", folder.log().toString());
        System.setProperty("millrace.log.console", onConsole ? "WARN" : "OFF");
    }
}
