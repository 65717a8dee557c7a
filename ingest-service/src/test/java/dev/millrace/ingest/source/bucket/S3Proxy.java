package dev.millrace.ingest.source.bucket;

import static org.awaitility.Awaitility.await;

import dev.millrace.ingest.source.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server in a process of its own, which keeps its objects in memory. The build puts its jar into target. */
public final class S3Proxy implements AutoCloseable {

    private static final Path JAR = Path.of("target", "s3proxy", "s3proxy.jar");
    private static final String IDENTITY = "test-identity";
    private static final String CREDENTIAL = "test-credential";

    private final Process process;
    private final int port;

    private S3Proxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Has the default chain find the credentials of the servers of these tests. */
    static void useCredentials() {
        System.setProperty("aws.accessKeyId", IDENTITY);
        System.setProperty("aws.secretAccessKey", CREDENTIAL);
    }

    /** Returns when it takes requests. */
    public static S3Proxy start(Path folder) throws IOException {
        useCredentials();
        int port = freePort();
        Path properties =
                Files.writeString(folder.resolve("s3proxy.properties"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=transient-nio2
                jclouds.identity=unused
                jclouds.credential=unused
                """.formatted(port, IDENTITY, CREDENTIAL));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(), "-Xmx512m", "-jar", JAR.toString(), "--properties", properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(Duration.ofMinutes(1)).until(() -> listens(port));
        return new S3Proxy(process, port);
    }

    /** A bucket of it, made if need be. */
    public Place.Bucket bucket(String name) {
        Place.Bucket place =
                new Place.Bucket(name, Optional.of(URI.create("http://127.0.0.1:" + port)), Optional.empty(), true, "");
        try (S3Client client = S3Clients.open(place)) {
            client.createBucket(request -> request.bucket(name));
        }
        return place;
    }

    /** What a user of the bucket would have. */
    public static S3Client client(Place.Bucket place) {
        return S3Clients.open(place);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
