package dev.millrace.ingest.parse.fork;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ingest.parse.ParseFailure;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.parse.ParseRequest;
import dev.millrace.ingest.parse.ParserConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of each kind of hostile file, as docs/failure-modes.md says, with a real parser process. */
@Timeout(120)
class HostileDocumentsTest {

    private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();
    private static final String SECRET = "the secret of this machine";

    @TempDir
    private static Path folder;

    private static Path secret;
    private static ForkedParser parser;

    @BeforeAll
    static void open() throws IOException {
        secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
        parser = new ForkedParser(ParserConfig.DEFAULTS, PoolConfig.SMALL, folder.resolve("state"), REGISTRY);
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    @AfterEach
    void noParserCrashed() {
        assertThat(REGISTRY.get("millrace.parser.restarts").counters())
                .allSatisfy(restarts -> assertThat(restarts.count()).isZero());
    }

    @Test
    void aTruncatedFileIsCorrupt() throws Exception {
        byte[] docx = fixture("beekeeping.docx");
        assertThat(failure(Arrays.copyOf(docx, docx.length / 2), "half.docx")).isEqualTo(ParseFailure.CORRUPT);
        byte[] pdf = fixture("lighthouse.pdf");
        assertThat(failure(Arrays.copyOf(pdf, 200), "begun.pdf")).isEqualTo(ParseFailure.CORRUPT);
    }

    @Test
    void anEncryptedFileIsEncrypted() throws Exception {
        assertThat(failure(fixture("encrypted.pdf"), "locked.pdf")).isEqualTo(ParseFailure.ENCRYPTED);
    }

    @Test
    void aFileOfZeroBytesIsEmpty() throws Exception {
        assertThat(parse(new byte[0], "nothing.pdf")).isInstanceOf(ParseOutcome.Empty.class);
    }

    @Test
    void aFileWithTheWrongExtensionIsReadAsWhatItIs() throws Exception {
        assertThat(text(fixture("beekeeping.docx"), "bees.pdf")).contains("bee");
        assertThat(text(fixture("lighthouse.pdf"), "lighthouse.docx")).contains("1871");
    }

    @Test
    void aZipBombIsTooLarge() throws Exception {
        assertThat(failure(HostileDocuments.zipBomb(500), "bomb.zip")).isEqualTo(ParseFailure.TOO_LARGE);
    }

    @Test
    void aZipBombWithinArchivesIsTooLarge() throws Exception {
        byte[] archive = HostileDocuments.zipOfBytes("bomb.zip", HostileDocuments.zipBomb(5));
        assertThat(failure(archive, "outer.zip")).isEqualTo(ParseFailure.TOO_LARGE);
        assertThat(failure(HostileDocuments.zipOfBytes("outer.zip", archive), "outermost.zip"))
                .isEqualTo(ParseFailure.TOO_LARGE);
    }

    @Test
    void anArchiveNestedTooDeepIsTooLarge() throws Exception {
        assertThat(text(HostileDocuments.nestedZip(3), "nested.zip")).contains("at the bottom");
        assertThat(failure(HostileDocuments.nestedZip(40), "nested.zip")).isEqualTo(ParseFailure.TOO_LARGE);
    }

    @Test
    void anArchiveOfAHundredThousandEntriesIsTooLarge() throws Exception {
        assertThat(failure(HostileDocuments.zipOfManyEntries(100_000), "many.zip"))
                .isEqualTo(ParseFailure.TOO_LARGE);
    }

    @Test
    void anEntryThatClimbsOutOfItsArchiveIsOnlyText() throws Exception {
        Path target = folder.resolve("escaped.txt");
        Map<String, String> entries = Map.of("../../../../../../../../../.." + target, "climbing");
        assertThat(text(HostileDocuments.zip(entries), "slip.zip")).contains("climbing");
        assertThat(target).doesNotExist();
    }

    @Test
    void noXmlReadsALocalFile() throws Exception {
        String address = secret.toUri().toString();
        assertNothingStolen(HostileDocuments.docxThatIncludes(address), "a.docx");
        assertNothingStolen(HostileDocuments.svgThatIncludes(address), "a.svg");
        assertNothingStolen(HostileDocuments.pdfThatIncludes(address), "a.pdf");
    }

    @Test
    void noXmlConnectsToTheNetwork() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/";
            parse(HostileDocuments.docxThatIncludes(address), "a.docx");
            parse(HostileDocuments.svgThatIncludes(address), "a.svg");
            parse(HostileDocuments.pdfThatIncludes(address), "a.pdf");
            server.setSoTimeout(1);
            org.assertj.core.api.Assertions.assertThatThrownBy(server::accept)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void aWordOfFiftyMegabytesIsTooLarge() throws Exception {
        byte[] word = new byte[50 << 20];
        Arrays.fill(word, (byte) 'a');
        assertThat(failure(word, "word.txt")).isEqualTo(ParseFailure.TOO_LARGE);
    }

    @Test
    void nulAndLoneSurrogatesAreLeftOutOfTheText() throws Exception {
        assertThat(text("nul\0 and more text".getBytes(UTF_8), "nul.txt")).isEqualTo("nul and more text");
        byte[] utf16 = "\uFEFFlone \uD83D surrogate".getBytes(UTF_16LE);
        utf16[12] = 0x3D; // getBytes has put a question mark there
        utf16[13] = (byte) 0xD8;
        String text = text(utf16, "lone.txt");
        assertThat(text).startsWith("lone").endsWith("surrogate");
        assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    }

    @Test
    void textFromRightToLeftKeepsItsOrder() throws Exception {
        String hebrew = "שלום עולם, this is mixed";
        assertThat(text(hebrew.getBytes(UTF_8), "shalom.txt")).isEqualTo(hebrew);
    }

    private static void assertNothingStolen(byte[] document, String name) throws Exception {
        if (parse(document, name) instanceof ParseOutcome.Parsed(var parsed)) {
            assertThat(parsed.text()).doesNotContain(SECRET);
        }
    }

    private static ParseOutcome parse(byte[] document, String name) throws Exception {
        return parser.parse(ParseRequest.of(document, name, null));
    }

    private static ParseFailure failure(byte[] document, String name) throws Exception {
        ParseOutcome outcome = parse(document, name);
        assertThat(outcome).isInstanceOf(ParseOutcome.Rejected.class);
        return ((ParseOutcome.Rejected) outcome).reason();
    }

    private static String text(byte[] document, String name) throws Exception {
        ParseOutcome outcome = parse(document, name);
        assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
        return ((ParseOutcome.Parsed) outcome).document().text();
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = HostileDocumentsTest.class.getResourceAsStream("/documents/" + name)) {
            assertThat(in).as("the fixture " + name).isNotNull();
            return in.readAllBytes();
        }
    }
}
