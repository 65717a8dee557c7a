package dev.millrace.core.service;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** The one logging backend, and what has to be led to it. */
public final class Logging {

    private static final String CONFIGURATION = "logback.configurationFile";

    private Logging() {}

    /** Chooses the configuration of a single service, unless a system property names another. Call before any logger. */
    static void configureService() {
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, "logback-service.xml");
        }
    }

    /** Brings what libraries log through java.util.logging to the backend. */
    public static void bridge() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
