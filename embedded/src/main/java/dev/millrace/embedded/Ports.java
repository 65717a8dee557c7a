package dev.millrace.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on loopback, the only interface the nodes listen on. */
final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    static InetAddress loopback() {
        return InetAddress.ofLiteral(LOOPBACK);
    }

    /** The port itself, or any free one for 0. */
    static int orAnyFree(int port) {
        if (port != 0) {
            return port;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on " + LOOPBACK, e);
        }
    }

    static void requireFree(NodeKind kind, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
            assert socket.isBound();
        } catch (IOException e) {
            throw new EmbeddedStackException(StartFailure.portTaken(kind, port), e);
        }
    }
}
