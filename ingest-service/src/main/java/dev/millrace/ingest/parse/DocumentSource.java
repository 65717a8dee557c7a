package dev.millrace.ingest.parse;

import java.nio.file.Path;

/** Where the bytes of a document are. */
public sealed interface DocumentSource {

    /** The bytes themselves, which nobody changes any more. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read
    record InMemory(byte[] bytes) implements DocumentSource {}

    /** A file that stays as it is while it is parsed; its name is not taken as a hint. */
    record OnDisk(Path path) implements DocumentSource {}
}
