package dev.millrace.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.encoder.MiniLmTokenizer;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.parse.ParseRequest;
import dev.millrace.ingest.parse.ParserConfig;
import dev.millrace.ingest.parse.fork.ForkedParser;
import dev.millrace.ingest.parse.fork.PoolConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Real documents of some seventy formats, where the machine has them. */
@EnabledIf("present")
class SharedDocumentsIT {

    private static final Path FOLDER =
            Path.of(System.getProperty("millrace.shared", "no-such-folder")).resolve("data/documents");

    static boolean present() {
        return Files.isDirectory(FOLDER);
    }

    @Test
    void everyFileEndsInOneOutcomeAndSoundChunks(@TempDir Path state) throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        Set<ProcessHandle> before = children();
        try (ForkedParser parser =
                        new ForkedParser(ParserConfig.DEFAULTS, PoolConfig.SMALL, state, new SimpleMeterRegistry());
                MiniLmTokenizer tokenizer = MiniLmTokenizer.open(null);
                Stream<Path> files = Files.walk(FOLDER)) {
            List<ChunkerConfig> configs = Stream.of(Strategy.values())
                    .map(strategy -> new ChunkerConfig(strategy, 256, 32, 0.2))
                    .toList();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                ParseOutcome outcome =
                        parser.parse(ParseRequest.of(file, file.getFileName().toString(), null));
                outcomes.merge(outcome.getClass().getSimpleName(), 1, Integer::sum);
                if (outcome instanceof ParseOutcome.Parsed(var document)) {
                    for (ChunkerConfig config : configs) {
                        List<TextChunk> chunks = Chunkers.chunker(config, tokenizer, new FakeEncoder())
                                .chunk(document);
                        assertThat(chunks).as(file.toString()).isNotEmpty();
                        ChunkAssertions.assertSound(document, chunks, tokenizer, config);
                    }
                }
            }
        }
        assertThat(outcomes.get("Parsed")).as(outcomes.toString()).isGreaterThan(250);
        assertThat(children()).as("no process is left behind").isEqualTo(before);
        assertThat(state.resolve("parse-attempts")).isEmptyDirectory();
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }
}
