package dev.millrace.search;

import com.sun.management.OperatingSystemMXBean;
import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.Groups;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.SharedChoice;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.core.opensearch.OpenSearchConnection;
import dev.millrace.core.service.Closer;
import dev.millrace.core.service.RunningService;
import dev.millrace.core.service.ServiceMain;
import dev.millrace.core.telemetry.Subscription;
import dev.millrace.encoder.CrossEncoder;
import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.EncoderConfig;
import dev.millrace.encoder.MiniLmEncoder;
import dev.millrace.encoder.Precision;
import dev.millrace.encoder.PrecisionSetting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.opensearch.client.opensearch.OpenSearchClient;

/** Wires search-service. */
public final class SearchApplication {

    private SearchApplication() {}

    public static void main(String[] args) {
        ServiceMain.run(SearchApplication::start, args);
    }

    /** Starts with an encoder of its own. */
    public static RunningService start(Settings settings, MeterRegistry registry) {
        return start(settings, registry, EncoderSource.opening(() -> openEncoder(settings)));
    }

    /** In the precision of the installation; where the first embed-service is to measure that, once it has. */
    private static Encoder openEncoder(Settings settings) throws InterruptedException {
        Optional<Precision> fixed = settings.at("encoder")
                .choice("precision", PrecisionSetting.class)
                .fixed();
        Precision precision = fixed.isPresent()
                ? fixed.get()
                : Precision.valueOf(choice(settings).await());
        int threads = SearchConfig.from(settings).encoder().threads();
        return MiniLmEncoder.open(
                new EncoderConfig(threads, EncoderConfig.DEFAULT_BATCH_TOKEN_BUDGET, null).withPrecision(precision));
    }

    private static SharedChoice choice(Settings settings) {
        return new SharedChoice(
                KafkaConfig.from(settings), TopicsConfig.from(settings).choices(), PrecisionSetting.CHOICE);
    }

    /** Starts with an encoder from {@code source}, which the service closes when it ends. */
    public static RunningService start(Settings settings, MeterRegistry registry, EncoderSource source) {
        SearchConfig config = SearchConfig.from(settings);
        OpenSearchConfig openSearch = OpenSearchConfig.from(settings);
        TopicsConfig topics = TopicsConfig.from(settings);
        KafkaConfig kafka = KafkaConfig.from(settings);

        Closer closer = new Closer();
        closer.register(source);
        OpenSearchClient client =
                closer.register(OpenSearchConnection.open(openSearch)).client();
        DeadLetterCount deadLetters = closer.register(new DeadLetterCount(kafka, topics.deadLetters()));

        SearchMetrics metrics = new SearchMetrics(registry);
        QueryVectors vectors = new QueryVectors(config.queryVectors());
        QueryEncoder encoder = new QueryEncoder(source, config.encoder().patience(), vectors, metrics);
        PassageIndex index = index(client, openSearch.alias(), config);
        RerankStage reranking = config.rerank()
                .map(rerank -> new RerankStage(reranker(rerank, closer), index, rerank.topN()))
                .orElse(null);
        CandidateSearch candidates = new CandidateSearch(index, config.candidates());
        Searcher searcher = new Searcher(encoder, index, candidates, reranking, metrics);

        OpenSearchProbe probe = closer.register(new OpenSearchProbe(client));
        closer.register(warmUp(source, candidates, index, config)).start();

        List<Subscription> subscriptions = subscriptions(topics);
        StatusReader status = new StatusReader(
                subscriptions, new TopicMeters(registry), new IndexCounts(client, openSearch.alias()), deadLetters);
        SearchRoutes routes = new SearchRoutes(
                searcher, new RequestParser(config), status, config.limits().maxBodyBytes(), metrics);
        EmbeddingsRoutes embeddings =
                new EmbeddingsRoutes(source, config.encoder().patience(), config.embeddings(), metrics);
        return new SearchService(
                probe, subscriptions, List.of(routes::route, embeddings::route, PageRoutes::route), closer);
    }

    /** On the same index and model, but measured by nobody: what operators see are questions of users. */
    private static WarmUp warmUp(
            EncoderSource source, CandidateSearch candidates, PassageIndex index, SearchConfig config) {
        SearchMetrics unseen = new SearchMetrics(new SimpleMeterRegistry());
        QueryEncoder encoder = new QueryEncoder(source, config.encoder().patience(), new QueryVectors(0), unseen);
        Fusion usual = config.fusions().of(config.fusions().usual());
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new WarmUp(
                new Searcher(encoder, index, candidates, null, unseen), usual, WarmUp.Pace.USUAL, machine::getCpuLoad);
    }

    private static PassageIndex index(OpenSearchClient client, String alias, SearchConfig config) {
        ScopeQueries scopes = new ScopeQueries(config.missingAcl());
        ArmQueries arms = new ArmQueries(config.boosts(), scopes);
        ServerFusion serverFusion = new ServerFusion(client, alias, config.fusions());
        return new OpenSearchIndex(client, new SearchBodies(alias, arms, scopes), serverFusion);
    }

    private static Reranker reranker(SearchConfig.Rerank config, Closer closer) {
        return closer.register(CrossEncoder.open(config.model(), config.batchTokens(), config.threads()))::scores;
    }

    /** All of the pipeline's, as lag shows here even while the services that read are dead. */
    private static List<Subscription> subscriptions(TopicsConfig topics) {
        return List.of(
                new Subscription(topics.documents(), Groups.INGEST),
                new Subscription(topics.chunks(), Groups.EMBED),
                new Subscription(topics.embeddedChunks(), Groups.INDEX));
    }
}
