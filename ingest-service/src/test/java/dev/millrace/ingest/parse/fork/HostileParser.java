package dev.millrace.ingest.parse.fork;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** A parser that misbehaves as its document says. Exists in tests only. */
public final class HostileParser implements Parser {

    static final String MEDIA_TYPE = "text/x-millrace-hostile";

    private static final long serialVersionUID = 1L;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(MediaType.parse(MEDIA_TYPE));
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException {
        String[] order = new String(stream.readAllBytes(), UTF_8).split(" ", 2);
        XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
        xhtml.startDocument();
        xhtml.element("p", obey(order[0], order.length > 1 ? order[1] : ""));
        xhtml.endDocument();
    }

    private static String obey(String order, String argument) throws IOException {
        return switch (order) {
            case "say" -> argument;
            case "exit" -> exit(Integer.parseInt(argument));
            case "hang" -> hang();
            case "wait-for" -> waitFor(Path.of(argument));
            case "exit-unless" -> Files.exists(Path.of(argument)) ? "at last" : exit(0, Path.of(argument));
            case "eat-memory" -> eatMemory();
            case "recurse" -> recurse(1);
            case "flood" -> flood();
            case "garble-answers" -> garbleAnswers();
            case "show-surroundings" -> System.getenv() + " " + System.getProperties();
            case "leave-a-file" -> Files.createTempFile("left", "behind").toString();
            case "use-network" -> useNetwork(argument);
            default -> throw new IOException("unknown order");
        };
    }

    private static String exit(int status) {
        System.exit(status);
        return "";
    }

    private static String exit(int status, Path mark) throws IOException {
        Files.createFile(mark);
        return exit(status);
    }

    /** Heeds nothing, as an endless loop would. */
    private static String hang() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // goes on
            }
        }
    }

    private static String waitFor(Path file) {
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
        return "waited";
    }

    private static String eatMemory() {
        List<byte[]> eaten = new ArrayList<>();
        while (true) {
            eaten.add(new byte[1 << 20]);
        }
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static String recurse(int depth) {
        return recurse(depth + 1) + depth;
    }

    private static String flood() {
        String line = "flood".repeat(1_000);
        for (int i = 0; i < 10_000; i++) {
            System.out.println(line);
            System.err.println(line);
        }
        return "flooded";
    }

    private static String garbleAnswers() throws IOException {
        try (FileOutputStream answers = new FileOutputStream(FileDescriptor.out)) {
            answers.write("not an answer".repeat(100).getBytes(UTF_8));
        }
        return "";
    }

    private interface Way {
        void go() throws Exception;
    }

    /** Names every way to the network that was not refused. */
    private static String useNetwork(String portAndName) {
        String[] target = portAndName.split(" ");
        int port = Integer.parseInt(target[0]);
        InetSocketAddress server = new InetSocketAddress(loopback(), port);
        URI http = URI.create("http://127.0.0.1:" + port + "/");
        List<String> open = new ArrayList<>();
        attempt("socket", open, () -> new Socket(server.getAddress(), port).close());
        attempt("server socket", open, () -> new ServerSocket(0).close());
        attempt("datagram socket", open, () -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(new byte[1], 1, server));
            }
        });
        attempt("channel", open, () -> SocketChannel.open(server).close());
        attempt("datagram channel", open, () -> DatagramChannel.open().send(ByteBuffer.allocate(1), server));
        attempt(
                "asynchronous channel",
                open,
                () -> AsynchronousSocketChannel.open().connect(server));
        attempt("url", open, () -> http.toURL().openStream().close());
        attempt(
                "nested url",
                open,
                () -> URI.create("jar:" + http + "a.jar!/b")
                        .toURL()
                        .openStream()
                        .close());
        attempt("http client", open, () -> {
            try (HttpClient client = HttpClient.newHttpClient()) {
                client.send(HttpRequest.newBuilder(http).build(), HttpResponse.BodyHandlers.discarding());
            }
        });
        attempt("name", open, () -> InetAddress.getByName(target[1]));
        return "open: " + open;
    }

    private static void attempt(String name, List<String> open, Way way) {
        try {
            way.go();
            open.add(name);
        } catch (Exception | Error e) {
            // refused
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
