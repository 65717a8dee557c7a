package dev.millrace.embedded;

/** A child process that can be ended and started again on the same port and data. */
public interface Node extends AutoCloseable {

    /** As people write its name. */
    String title();

    /** The process that it runs in. */
    Process process();

    /**
     * Returns when clients can use it; leaves nothing behind when it throws. Only after {@link #kill} or {@link #close}.
     *
     * @throws EmbeddedStackException with one sentence for the user that names the fix
     */
    void start() throws InterruptedException;

    /** Ends it as a crash would, and lets go of what is left of one that has ended by itself. */
    void kill();

    /** Lets it end in order, and ends it after a deadline if it does not. */
    @Override
    void close();
}
