package dev.millrace.standalone;

import dev.millrace.core.config.Settings;
import dev.millrace.core.config.SettingsLoader;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.evaluation.beir.BeirDocument;
import dev.millrace.evaluation.knownitem.IndexSample;
import dev.millrace.evaluation.run.CorpusFeed;
import dev.millrace.standalone.Flight.Done;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole system of an evaluation's own, beside any other on this machine, with one collection in it. */
final class EvaluationSystem implements AutoCloseable {

    /** Where vectors are kept; nowhere when empty. */
    static final String CACHE = "millrace.embed.cache.directory";
    /** Some collections ask with whole paragraphs. */
    private static final String LONGEST_QUESTION = "48KiB";

    private static final String LARGEST_BODY = "1MiB";

    private final DataFolder folder;
    private final Settings settings;
    private final LocalSystem system;
    private final SystemState state;

    private EvaluationSystem(DataFolder folder, Settings settings, LocalSystem system, SystemState state) {
        this.folder = folder;
        this.settings = settings;
        this.system = system;
        this.state = state;
    }

    /**
     * Starts one on free ports.
     *
     * @param documents the folder whose files it indexes; null for none
     * @param config the file of settings to be measured; null for the defaults
     * @param overrides full keys and values that win over it
     */
    static EvaluationSystem start(
            DataFolder folder,
            @Nullable Path documents,
            @Nullable Path config,
            Map<String, String> overrides,
            PrintWriter out)
            throws InterruptedException {
        try {
            Path inbox = documents != null
                    ? documents
                    : Files.createDirectories(folder.path().resolve("inbox"));
            List<Integer> ports = freePorts(3);
            SystemState state = new SystemState(
                    inbox.toAbsolutePath().normalize(),
                    ports.get(0),
                    ports.get(1),
                    ports.get(2),
                    Optional.ofNullable(config)
                            .map(file -> file.toAbsolutePath().normalize()),
                    Optional.empty());
            Map<String, String> all = new HashMap<>(SystemPlan.overrides(folder, state));
            SettingsLoader loader = SettingsLoader.ofProcess();
            if (loader.load(config, Map.of())
                    .optionalString("embed.cache.directory")
                    .isPresent()) {
                all.remove(CACHE); // shared by evaluations, so that no text is embedded twice
            }
            all.put("millrace.search.max-query-size", LONGEST_QUESTION);
            all.put("millrace.search.max-body-size", LARGEST_BODY);
            all.putAll(overrides);
            Settings settings = loader.load(config, all);
            LocalSystem system = LocalSystem.start(folder, state, settings, new StartReport(out));
            return new EvaluationSystem(folder, settings, system, state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Settings settings() {
        return settings;
    }

    int httpPort() {
        return state.httpPort();
    }

    RunningSystem running() {
        return RunningSystem.of(folder);
    }

    /**
     * Returns when all documents are searchable, and says what became of them. For a system that began empty.
     */
    Done index(List<BeirDocument> documents, ProgressLine line) throws InterruptedException {
        new CorpusFeed(settings).send(documents);
        return await(documents.size(), line);
    }

    /** Returns when all that was there when the system was started, or sent since then, is searchable. */
    Done await(int documents, ProgressLine line) throws InterruptedException {
        new FlightWatch(running(), line).followAdded(documents, Done.NOTHING);
        Done done = Flight.of(running()).done();
        if (!FlightWatch.arrived(documents, done)) {
            throw CommandFailure.failed("Only " + done.documents() + " of " + documents + " documents and "
                    + done.indexed() + " of " + done.made() + " passages arrived in the index: is the machine too busy"
                    + " or its disk full? Try again when it is not");
        }
        return done;
    }

    IndexSample sample() {
        OpenSearchConfig openSearch = OpenSearchConfig.from(settings);
        return new IndexSample(openSearch.url(), openSearch.alias());
    }

    /** Held all together until each is known, so that none is given twice. */
    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1")));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    @Override
    public void close() {
        system.close();
    }
}
