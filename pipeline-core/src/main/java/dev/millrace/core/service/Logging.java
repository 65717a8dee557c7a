package dev.millrace.core.service;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Brings what libraries log through java.util.logging to the one logging backend. */
public final class Logging {

    private Logging() {}

    public static void bridge() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
