package dev.millrace.core.kafka;

/** The consumer groups of the services, by which each can see how far the others are. */
public final class Groups {

    public static final String INGEST = "millrace-ingest";
    public static final String EMBED = "millrace-embed";
    public static final String INDEX = "millrace-index";

    private Groups() {}
}
