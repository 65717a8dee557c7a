package dev.millrace.ingest.parse.fork;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImplFactory;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a child what no parser needs: the network, and the standard streams. Together with {@link #jvmOptions}, of
 * which the JVM must be told when it starts.
 */
final class Lockdown {

    static final String MESSAGE = "a parser may not use the network";

    private static final Set<String> NETWORK_PROTOCOLS = Set.of("http", "https", "ftp", "mailto");

    /** The kernel, when memory is short, ends a parser before the service. */
    private static final String OOM_SCORE = "800";

    private Lockdown() {}

    /** Options that shut what can't be shut from inside: channels, names of hosts, external parts of XML. */
    static List<String> jvmOptions() {
        return List.of(
                "-Djava.nio.channels.spi.SelectorProvider=" + NoNetworkChannels.class.getName(),
                "-Djava.nio.channels.spi.AsynchronousChannelProvider=" + NoAsynchronousChannels.class.getName(),
                "-Djdk.net.hosts.file=/dev/null",
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet=",
                "-Djdk.xml.enableExtensionFunctions=false");
    }

    /** Shuts everything else, for good. */
    static void apply() throws IOException {
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        shutSockets();
        URL.setURLStreamHandlerFactory(protocol -> NETWORK_PROTOCOLS.contains(protocol) ? new NoConnections() : null);
        Path score = Path.of("/proc/self/oom_score_adj");
        if (Files.isWritable(score)) {
            Files.writeString(score, OOM_SCORE);
        }
    }

    @SuppressWarnings("deprecation") // there is no other way to reach every socket
    private static void shutSockets() throws IOException {
        SocketImplFactory none = () -> {
            throw new SecurityException(MESSAGE);
        };
        Socket.setSocketImplFactory(none);
        ServerSocket.setSocketFactory(none);
        DatagramSocket.setDatagramSocketImplFactory(() -> {
            throw new SecurityException(MESSAGE);
        });
    }

    private static final class NoConnections extends URLStreamHandler {

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw new IOException(MESSAGE);
        }

        @Override
        protected URLConnection openConnection(URL url, @Nullable Proxy proxy) throws IOException {
            throw new IOException(MESSAGE);
        }
    }
}
