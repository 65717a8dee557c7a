package dev.millrace.ingest.parse.fork;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.ingest.parse.Parse;
import dev.millrace.ingest.parse.ParseFailure;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.parse.ParseRequest;
import dev.millrace.ingest.parse.ParserConfig;
import dev.millrace.ingest.parse.fork.AttemptLog.Attempts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pool with real processes, and a parser that does what its document says. */
@Timeout(120)
class ForkedParserTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final long SMALL_HEAP = 128L << 20;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path state;

    private ForkedParser parser;

    @BeforeEach
    void open() {
        parser = pool(ParserConfig.DEFAULTS.deadline(), 1_000);
    }

    @AfterEach
    void noProcessIsLeft() {
        parser.close();
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(state.resolve("parsers")).isEmptyDirectory();
    }

    @Test
    void aDocumentThatExitsItsParserEachTimeIsRejectedAndTheNextIsParsed() throws Exception {
        assertThat(rejected("exit 0").reason()).isEqualTo(ParseFailure.PARSER_CRASHED);
        assertThat(restarts("crashed")).isEqualTo(3);
        assertThat(text("say hello")).isEqualTo("hello");
        assertThat(state.resolve("parse-attempts")).isEmptyDirectory();
    }

    @Test
    void aDocumentWhoseParserWasEndedOnceIsParsedByAnother() throws Exception {
        assertThat(text("exit-unless " + state.resolve("mark"))).isEqualTo("at last");
    }

    @Test
    void aDocumentThatEatsMemoryIsRejectedAtOnce() throws Exception {
        assertThat(rejected("eat-memory").reason()).isEqualTo(ParseFailure.OUT_OF_MEMORY);
        assertThat(restarts("out_of_memory")).isEqualTo(1);
        assertThat(rejected("recurse").reason()).isEqualTo(ParseFailure.OUT_OF_MEMORY);
    }

    @Test
    void aFloodOfOutputDoesNoHarm() throws Exception {
        assertThat(text("flood")).isEqualTo("flooded");
    }

    @Test
    void whatIsNoAnswerIsACrash() throws Exception {
        assertThat(rejected("garble-answers").reason()).isEqualTo(ParseFailure.PARSER_CRASHED);
    }

    @Test
    void aDocumentThatHangsIsRejectedAtItsDeadlineAndNotTriedAgain() throws Exception {
        try (ForkedParser impatient = pool(Duration.ofSeconds(2), 1_000)) {
            ParseOutcome outcome = impatient.parse(request("hang"));

            assertThat(((ParseOutcome.Rejected) outcome).reason()).isEqualTo(ParseFailure.TIMEOUT);
            assertThat(restarts("timeout")).isEqualTo(1);
        }
    }

    @Test
    void aSlowDocumentInItsLaneHoldsNobodyBack() throws Exception {
        Path go = state.resolve("go");
        try (Parse slow = parser.begin(request("wait-for " + go))) {
            assertThat(slow.await(SHORT)).isEmpty();
            assertThat(slow.moveToSlowLane()).isTrue();
            assertThat(text("say quick")).isEqualTo("quick");
            try (Parse second = parser.begin(request("wait-for " + go))) {
                assertThat(second.moveToSlowLane()).as("the slow lane is full").isFalse();
                Files.createFile(go);
                assertThat(textOf(slow.await())).isEqualTo("waited");
                assertThat(textOf(second.await())).isEqualTo("waited");
            }
        }
        try (Parse again = parser.beginSlow(request("say free again"))) {
            assertThat(textOf(again.await())).isEqualTo("free again");
        }
    }

    @Test
    void aParseThatIsGivenUpFreesItsPlace() throws Exception {
        text("say that a process is there");
        try (Parse given = parser.begin(request("hang"))) {
            assertThat(given.await(SHORT)).isEqualTo(Optional.empty());
        }
        assertThat(text("say next")).isEqualTo("next");
        assertThat(restarts("given_up")).isEqualTo(1);
        assertThat(state.resolve("parse-attempts")).isEmptyDirectory();
    }

    @Test
    void aProcessIsReplacedAfterSoManyDocuments() throws Exception {
        try (ForkedParser recycling = pool(ParserConfig.DEFAULTS.deadline(), 1)) {
            recycling.parse(request("say one"));
            recycling.parse(request("say two"));
            await().until(() -> restarts("recycled") == 2);
        }
    }

    @Test
    void aParserSeesNothingOfTheService() throws Exception {
        System.setProperty("millrace.test.password", "hunter2");
        String surroundings = text("show-surroundings");
        System.clearProperty("millrace.test.password");

        assertThat(surroundings).doesNotContain("hunter2", System.getProperty("user.dir") + ",");
        assertThat(System.getenv().keySet().stream()
                        .filter(name -> name.length() > 5)
                        .filter(name -> surroundings.contains(name + "=")))
                .isEmpty();
    }

    @Test
    void temporaryFilesAreGoneWithTheirDocument() throws Exception {
        Path left = Path.of(text("leave-a-file"));
        assertThat(left.startsWith(state.resolve("parsers"))).isTrue();
        text("say next");
        await().until(() -> Files.notExists(left));
    }

    @Test
    void noWayToTheNetworkIsOpen() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String name = InetAddress.getLocalHost().getHostName();
            assertThat(text("use-network " + server.getLocalPort() + " " + name))
                    .isEqualTo("open: []");
        }
    }

    @Test
    void crashesAreCountedAcrossRestarts() throws Exception {
        AttemptLog log = AttemptLog.open(state.resolve("parse-attempts"));
        log.write("key", new Attempts(2, 0, true));

        assertThat(rejected("exit 0").reason()).isEqualTo(ParseFailure.PARSER_CRASHED);
        assertThat(restarts("crashed")).isEqualTo(1);
    }

    @Test
    void aDocumentThatEndedTheServiceTimeAndAgainIsNotTriedAnyMore() throws Exception {
        AttemptLog log = AttemptLog.open(state.resolve("parse-attempts"));
        log.write("key", new Attempts(0, AttemptLog.MOST_INTERRUPTIONS - 2, true));
        assertThat(text("say fine")).isEqualTo("fine");

        log.write("key", new Attempts(0, AttemptLog.MOST_INTERRUPTIONS - 1, true));
        assertThat(rejected("say fine").reason()).isEqualTo(ParseFailure.PARSER_CRASHED);
    }

    @Test
    void aMissingFileOrParserIsNotTheDocumentsFault() throws Exception {
        assertThatThrownBy(() -> parser.parse(ParseRequest.of(state.resolve("gone.pdf"), null, null)))
                .isInstanceOf(IOException.class);
        PoolConfig tooMuch = new PoolConfig(1, 1, 1L << 60, 1, 3);
        try (ForkedParser hopeless = new ForkedParser(ParserConfig.DEFAULTS, tooMuch, state, registry)) {
            assertThatThrownBy(() -> hopeless.parse(request("say hello")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no parser can be started");
        }
    }

    @Test
    void aLargeDocumentAndAFileAreParsedAlike() throws Exception {
        String words = "millrace ".repeat(200_000);
        assertThat(textOf(parser.parse(ParseRequest.of(words.getBytes(UTF_8), "a.txt", null))))
                .hasSize(words.length() - 1);
        Path file = Files.writeString(state.resolve("ünï çödé"), words);
        assertThat(textOf(parser.parse(ParseRequest.of(file, "a.txt", null)))).hasSize(words.length() - 1);
    }

    private ForkedParser pool(Duration deadline, int recycleAfter) {
        ParserConfig limits = new ParserConfig(deadline, 20_000_000, 10, 10_000, 1L << 30);
        return new ForkedParser(limits, new PoolConfig(1, 1, SMALL_HEAP, recycleAfter, 3), state, registry);
    }

    private static ParseRequest request(String order) {
        ParseRequest request = ParseRequest.of(order.getBytes(UTF_8), null, HostileParser.MEDIA_TYPE);
        return new ParseRequest(request.source(), null, request.contentType(), "key");
    }

    private String text(String order) throws Exception {
        return textOf(parser.parse(request(order)));
    }

    private static String textOf(ParseOutcome outcome) {
        assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
        return ((ParseOutcome.Parsed) outcome).document().text();
    }

    private ParseOutcome.Rejected rejected(String order) throws Exception {
        ParseOutcome outcome = parser.parse(request(order));
        assertThat(outcome).isInstanceOf(ParseOutcome.Rejected.class);
        return (ParseOutcome.Rejected) outcome;
    }

    private double restarts(String cause) {
        return registry.get("millrace.parser.restarts")
                .tag("cause", cause)
                .counter()
                .count();
    }
}
