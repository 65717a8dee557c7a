package dev.millrace.ingest.parse.fork;

import dev.millrace.ingest.parse.DocumentSource;
import dev.millrace.ingest.parse.ParseRequest;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A request on its way to a child. The bytes of a larger document become a file there, so that they do not take up the
 * parser's heap.
 */
final class RequestCodec {

    private static final int MOST_BYTES_IN_MEMORY = 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    private enum Kind {
        BYTES,
        FILE
    }

    private RequestCodec() {}

    static void write(DataOutputStream out, ParseRequest request) throws IOException {
        out.writeInt(Wire.MAGIC);
        Wire.writeText(out, request.filename());
        Wire.writeText(out, request.contentType());
        switch (request.source()) {
            case DocumentSource.InMemory(byte[] bytes) -> {
                Wire.writeConstant(out, Kind.BYTES);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            case DocumentSource.OnDisk(Path path) -> {
                Wire.writeConstant(out, Kind.FILE);
                Wire.writeText(out, path.toAbsolutePath().toString());
            }
        }
        out.flush();
    }

    /**
     * @param spool where the bytes of a larger document are put
     * @throws EOFException when there are no more requests
     */
    static ParseRequest read(DataInputStream in, Path spool) throws IOException {
        Wire.expectMagic(in);
        String filename = Wire.readText(in);
        String contentType = Wire.readText(in);
        DocumentSource source = switch (Wire.readConstant(in, Kind.class)) {
            case BYTES -> bytes(in, in.readInt(), spool);
            case FILE -> new DocumentSource.OnDisk(Path.of(Wire.readRequiredText(in, Wire.MAX_NAME_BYTES)));
        };
        return new ParseRequest(source, filename, contentType, null);
    }

    private static DocumentSource bytes(DataInputStream in, int length, Path spool) throws IOException {
        if (length <= MOST_BYTES_IN_MEMORY) {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return new DocumentSource.InMemory(bytes);
        }
        spool(in, length, spool);
        return new DocumentSource.OnDisk(spool);
    }

    private static void spool(DataInputStream in, int length, Path spool) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(spool)) {
            for (int left = length; left > 0; ) {
                int read = in.read(buffer, 0, Math.min(left, BUFFER));
                if (read < 0) {
                    throw new EOFException();
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
