package dev.millrace.standalone.campaign;

import java.io.IOException;

/** Where documents of one {@link Document.Way} are put, as people would. */
public interface Source extends AutoCloseable {

    void put(String name, byte[] content) throws IOException;

    void delete(String name) throws IOException;

    void rename(String from, String to) throws IOException;

    /** The same content is there again, with a new time. */
    void touch(String name) throws IOException;

    /** The same content is written once more. */
    void repeat(String name) throws IOException;

    /** Has the first content processed once more as it stood then, where the source can do so. */
    void late(String name) throws IOException, InterruptedException;

    @Override
    void close();
}
