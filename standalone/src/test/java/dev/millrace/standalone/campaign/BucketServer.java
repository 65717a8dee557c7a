package dev.millrace.standalone.campaign;

import dev.millrace.embedded.EmbeddedHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A real S3 server with one bucket, in a process of its own: the s3proxy that ingest-service's build puts into its target. */
final class BucketServer implements AutoCloseable {

    static final String BUCKET = "campaign";

    private static final Logger LOG = LoggerFactory.getLogger(BucketServer.class);
    /** Nobody watches it. */
    private static final String TRIAL = "trial";

    private static final Path JAR = Path.of("ingest-service", "target", "s3proxy", "s3proxy.jar");
    private static final Duration START = Duration.ofMinutes(1);
    private static final String IDENTITY = "campaign-identity";
    private static final String CREDENTIAL = "campaign-credential";

    private final Process process;
    private final URI uri;

    private BucketServer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Returns when it takes requests.
     *
     * @param folder for its settings and its log
     */
    static BucketServer start(Path folder, int port) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + port);
        Path properties =
                Files.writeString(Files.createDirectories(folder).resolve("s3proxy.properties"), """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=transient-nio2
                jclouds.identity=unused
                jclouds.credential=unused
                """.formatted(
                                uri, IDENTITY, CREDENTIAL));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = EmbeddedHome.fromSystemProperty().toAbsolutePath().resolveSibling(JAR);
        Process process = new ProcessBuilder(
                        java.toString(), "-Xmx128m", "-jar", jar.toString(), "--properties", properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await().atMost(START).until(() -> listens(port));
        BucketServer server = new BucketServer(process, uri);
        try (S3Client client = server.client()) {
            client.createBucket(request -> request.bucket(BUCKET));
        }
        return server;
    }

    /** Those of the keys that it can hold all together, each as itself. */
    List<String> takes(List<String> keys) {
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket(TRIAL));
            for (String key : keys) {
                try {
                    client.putObject(request -> request.bucket(TRIAL).key(key), RequestBody.fromString("content"));
                } catch (S3Exception e) {
                    LOG.info("key={} is refused: {}", key, e.getMessage());
                }
            }
            Set<String> held = client
                    .listObjectsV2Paginator(request -> request.bucket(TRIAL).encodingType(EncodingType.URL))
                    .contents()
                    .stream()
                    .filter(object -> object.size() > 0)
                    .map(S3Object::key)
                    .collect(Collectors.toSet());
            return keys.stream().filter(held::contains).toList();
        }
    }

    URI uri() {
        return uri;
    }

    /** What the default chain of a process finds its credentials by. */
    static Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", IDENTITY, "AWS_SECRET_ACCESS_KEY", CREDENTIAL);
    }

    S3Client client() {
        return S3Client.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(IDENTITY, CREDENTIAL)))
                .build();
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
}
