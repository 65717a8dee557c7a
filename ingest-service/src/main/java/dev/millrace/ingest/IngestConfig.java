package dev.millrace.ingest;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.RetryPause;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.ingest.PartitionIngestor.Patience;
import dev.millrace.ingest.chunk.ChunkingConfig;
import dev.millrace.ingest.parse.ParserConfig;
import dev.millrace.ingest.parse.fork.PoolConfig;
import dev.millrace.ingest.source.SourceConfig;
import dev.millrace.ingest.source.SourcesConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * Settings of ingest-service.
 *
 * @param sources what is watched, and what references may name; empty when documents come by Kafka only
 * @param stateDirectory local folder of the ledger
 */
record IngestConfig(
        KafkaConfig kafka,
        TopicsConfig topics,
        int threads,
        Path stateDirectory,
        long maxFileBytes,
        OnFailure onFailure,
        Patience patience,
        List<SourceConfig> sources,
        ParserConfig parser,
        PoolConfig parserPool,
        ChunkingConfig chunking) {

    private static final int MOST_TEXT_CHARS = 1_000_000_000;

    private static final long LEAST_HEAP_BYTES = 64L * 1024 * 1024;

    IngestConfig {
        sources = List.copyOf(sources);
    }

    static IngestConfig from(Settings settings) {
        Settings ingest = settings.at("ingest");
        return new IngestConfig(
                KafkaConfig.from(settings),
                TopicsConfig.from(settings),
                ingest.integer("threads", 1, 256),
                ingest.folder("state-directory"),
                ingest.bytes("max-file-size"),
                ingest.choice("on-failure", OnFailure.class),
                new Patience(ingest.duration("patience"), sourceRetry(ingest)),
                SourcesConfig.from(ingest),
                parser(ingest.at("parse")),
                parserPool(ingest.at("parse")),
                ChunkingConfig.from(ingest));
    }

    private static RetryPause sourceRetry(Settings ingest) {
        if (ingest.duration("retry-longest").compareTo(ingest.duration("retry-first")) < 0) {
            throw ingest.invalid("retry-longest", "must not be shorter than retry-first");
        }
        return new RetryPause(ingest.duration("retry-first"), ingest.duration("retry-longest"));
    }

    private static ParserConfig parser(Settings parse) {
        return new ParserConfig(
                parse.duration("deadline"),
                parse.integer("max-text-chars", 1, MOST_TEXT_CHARS),
                parse.integer("max-embedded-depth", 0, 1_000),
                parse.integer("max-embedded-count", 0, 10_000_000),
                parse.bytes("max-embedded-bytes"));
    }

    private static PoolConfig parserPool(Settings parse) {
        long heap = parse.bytes("heap");
        if (heap < LEAST_HEAP_BYTES) {
            throw parse.invalid("heap", "must be at least 64MiB");
        }
        int processes = parse.integer("processes", 0, 1_000);
        return new PoolConfig(
                processes == 0 ? PoolConfig.processesOfThisMachine(heap) : processes,
                parse.integer("slow-processes", 1, 1_000),
                heap,
                parse.integer("recycle-after", 1, 1_000_000_000),
                parse.integer("max-attempts", 1, 100));
    }
}
