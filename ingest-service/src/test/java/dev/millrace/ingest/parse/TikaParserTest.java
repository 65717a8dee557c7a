package dev.millrace.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.ingest.parse.ParseOutcome.Empty;
import dev.millrace.ingest.parse.ParseOutcome.Parsed;
import dev.millrace.ingest.parse.ParseOutcome.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TikaParserTest {

    private static final TikaParser PARSER = new TikaParser(ParserConfig.DEFAULTS);

    static List<TestDocuments.Question> questions() {
        return TestDocuments.questions();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void everyFormatYieldsItsSentence(TestDocuments.Question question) throws Exception {
        assertThat(fixture(question.file()).text()).contains(question.sentence());
    }

    @ParameterizedTest
    @MethodSource("questions")
    void allTextBelongsToExactlyOneBlock(TestDocuments.Question question) throws Exception {
        ParsedDocument document = fixture(question.file());
        int end = 0;
        for (Block block : document.blocks()) {
            assertThat(document.text().substring(end, block.span().start())).isBlank();
            assertThat(document.textOf(block))
                    .isNotEmpty()
                    .isEqualTo(document.textOf(block).strip());
            end = block.span().end();
        }
        assertThat(end).isEqualTo(document.text().length());
    }

    @Test
    void aTypeWithoutFilenameIsDetectedByContent() throws Exception {
        byte[] pdf = TestDocuments.bytes("lighthouse.pdf");
        assertThat(parsed(PARSER, ParseRequest.of(pdf, null, null)).mediaType()).isEqualTo("application/pdf");
    }

    @Test
    void aWrongExtensionIsSeenThrough() throws Exception {
        byte[] docx = TestDocuments.bytes("beekeeping.docx");
        ParsedDocument document = parsed(PARSER, ParseRequest.of(docx, "bees.txt", "text/plain"));
        assertThat(document.mediaType())
                .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    }

    @Test
    void aDeclaredTypeDecidesWherePlainTextCouldBeAnything() throws Exception {
        ParsedDocument document = parsed(PARSER, ParseRequest.of(utf8("# Title\n\ntext"), null, "text/markdown"));
        assertThat(document.blocks().getFirst()).isInstanceOf(Block.Heading.class);
    }

    @Test
    void aFileOnDiskIsReadThereAndStays(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("spool-1"), TestDocuments.bytes("composting.md"));
        assertThat(parsed(PARSER, ParseRequest.of(file, "composting.md", null)).mediaType())
                .isEqualTo("text/markdown");
        assertThat(file).exists();
    }

    @Test
    void pagesOfAPdfAreCounted() throws Exception {
        assertThat(fixture("lighthouse.pdf").blocks()).extracting(Block::page).containsExactly(1, 2);
    }

    @Test
    void aSlideIsAPageWithItsTitleAsHeading() throws Exception {
        ParsedDocument document = fixture("volcano-watch.pptx");
        assertThat(document.blocks()).extracting(Block::page).containsExactly(1, 1, 2, 2);
        assertThat(document.blocks().get(2)).isInstanceOf(Block.Heading.class);
    }

    @Test
    void linesOfAPdfParagraphAreJoined() throws Exception {
        assertThat(fixture("lighthouse.pdf").text()).contains("in 1871 after forty ships");
    }

    @Test
    void aSheetIsAHeadingOverItsRows() throws Exception {
        ParsedDocument document = fixture("tea-harvest.xlsx");
        assertThat(document.textOf(document.blocks().getFirst())).isEqualTo("Tea harvest");
        assertThat(document.blocks().get(1))
                .isInstanceOfSatisfying(
                        Block.TableRow.class, row -> assertThat(row.header()).isTrue());
        assertThat(document.text()).contains("River Bend | 2210 | The first flush");
    }

    @Test
    void csvRowsAreTableRows() throws Exception {
        ParsedDocument document = fixture("telescopes.csv");
        assertThat(document.blocks()).hasSize(4).allMatch(Block.TableRow.class::isInstance);
        assertThat(document.text()).contains("| 0.2 | measured star positions until 1963, now in a museum");
    }

    @Test
    void aMailHasItsSubjectAsTitleAndHeadingAndItsAttachmentsInline() throws Exception {
        ParsedDocument mail = fixture("bridge-inspection.eml");
        assertThat(mail.title()).isEqualTo("Cracks found in the Willow Street bridge");
        assertThat(mail.text())
                .startsWith("Cracks found in the Willow Street bridge")
                .contains("measurements.txt");
        assertThat(mail.metadata())
                .containsEntry("from", "Amara Okafor <amara.okafor@bridges.example>")
                .containsEntry("created", "2025-10-14T07:12:00Z");
    }

    @Test
    void markdownKeepsItsStructure() throws Exception {
        ParsedDocument document = fixture("composting.md");
        assertThat(document.title()).isEqualTo("A short guide to composting");
        assertThat(document.metadata()).containsEntry("author", "Ines Ferreira");
        assertThat(document.blocks().stream().map(block -> block.getClass().getSimpleName()))
                .containsExactly(
                        "Heading",
                        "Paragraph",
                        "Heading",
                        "ListItem",
                        "ListItem",
                        "TableRow",
                        "TableRow",
                        "TableRow",
                        "Paragraph");
    }

    @Test
    void htmlHidesWhatBrowsersHide() throws Exception {
        ParsedDocument document = fixture("sourdough.html");
        assertThat(document.title()).isEqualTo("Keeping a sourdough starter alive");
        assertThat(document.language()).isEqualTo("en");
        assertThat(document.text()).doesNotContain("console", "color");
    }

    @Test
    void plainTextWithStrayQuotesIsStillText() throws Exception {
        String text = "\"Hello\", she said, \"you\"\tthere,\n\"unclosed, and so on";
        assertThat(parsed(PARSER, ParseRequest.of(utf8(text), "talk.txt", null)).text())
                .contains("unclosed, and so on");
    }

    @Test
    void aPictureOrAnEmptyFileIsEmpty() throws Exception {
        byte[] gif = Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
        assertThat(PARSER.parse(ParseRequest.of(gif, "dot.gif", null))).isEqualTo(new Empty("image/gif"));
        assertThat(PARSER.parse(ParseRequest.of(new byte[0], "nothing.txt", null)))
                .isInstanceOf(Empty.class);
    }

    @Test
    void aBrokenPdfIsCorrupt() throws Exception {
        assertThat(rejected(PARSER, TestDocuments.bytes("corrupt.pdf")).reason())
                .isEqualTo(ParseFailure.CORRUPT);
    }

    @Test
    void aProtectedPdfIsEncrypted() throws Exception {
        assertThat(rejected(PARSER, TestDocuments.bytes("encrypted.pdf")).reason())
                .isEqualTo(ParseFailure.ENCRYPTED);
    }

    @Test
    void unknownBytesAreUnsupported() throws Exception {
        byte[] bytes = {0, 1, 2, 3, (byte) 0xFE, 0, 9, 0};
        assertThat(rejected(PARSER, bytes).reason()).isEqualTo(ParseFailure.UNSUPPORTED);
    }

    @Test
    void moreTextThanAllowedIsTooLarge() throws Exception {
        TikaParser parser = new TikaParser(new ParserConfig(Duration.ofMinutes(1), 100, 10, 100, 1 << 20));
        Rejected rejected = rejected(parser, TestDocuments.bytes("beekeeping.docx"));
        assertThat(rejected.reason()).isEqualTo(ParseFailure.TOO_LARGE);
        assertThat(rejected.message()).contains("max-text-chars");
    }

    @Test
    void moreEmbeddedDocumentsThanAllowedAreTooMany() throws Exception {
        TikaParser parser = new TikaParser(new ParserConfig(Duration.ofMinutes(1), 1000, 10, 1, 1 << 20));
        byte[] zip = zip("a.txt", utf8("first"), "b.txt", utf8("second"));
        assertThat(rejected(parser, zip).message()).contains("max-embedded-count");
    }

    @Test
    void deeperNestingThanAllowedIsTooDeep() throws Exception {
        TikaParser parser = new TikaParser(new ParserConfig(Duration.ofMinutes(1), 1000, 1, 10, 1 << 20));
        byte[] nested = zip("inner.zip", zip("a.txt", utf8("deep")));
        assertThat(rejected(parser, nested).message()).contains("max-embedded-depth");
    }

    @Test
    void anArchiveEntryStandsUnderItsName() throws Exception {
        ParsedDocument document = parsed(PARSER, ParseRequest.of(zip("notes/a.md", utf8("# Top\n\nbody")), null, null));
        assertThat(document.text()).isEqualTo("notes/a.md\n\nTop\n\nbody");
        assertThat(document.blocks().get(1))
                .isInstanceOfSatisfying(
                        Block.Heading.class,
                        heading -> assertThat(heading.level()).isEqualTo(2));
    }

    @Test
    void anUnreadableAttachmentDoesNotCostTheDocument() throws Exception {
        byte[] zip = zip("broken.pdf", TestDocuments.bytes("corrupt.pdf"), "fine.txt", utf8("still here"));
        assertThat(parsed(PARSER, ParseRequest.of(zip, "all.zip", null)).text()).contains("still here");
    }

    @Test
    void moreUnpackedThanAllowedIsTooLarge() throws Exception {
        TikaParser parser = new TikaParser(new ParserConfig(Duration.ofMinutes(1), 1000, 10, 10, 100));
        byte[] zip = zip("a.bin", new byte[1_000]);
        assertThat(rejected(parser, zip).message()).contains("max-embedded-bytes");
    }

    @Test
    void aMissingFileIsNotTheDocumentsFault(@TempDir Path folder) {
        assertThatThrownBy(() -> PARSER.parse(ParseRequest.of(folder.resolve("gone.pdf"), null, null)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void textIsFitForUtf8() throws Exception {
        byte[] bytes = utf8("nul\0, bell\u0007, soft\u00ADhyphen");
        assertThat(parsed(PARSER, ParseRequest.of(bytes, "odd.txt", null)).text())
                .isEqualTo("nul, bell, softhyphen");
    }

    private static ParsedDocument fixture(String file) throws Exception {
        return parsed(PARSER, ParseRequest.of(TestDocuments.bytes(file), file, null));
    }

    private static ParsedDocument parsed(TikaParser parser, ParseRequest request) throws Exception {
        return switch (parser.parse(request)) {
            case Parsed(ParsedDocument document) -> document;
            case Empty empty -> throw new AssertionError(empty);
            case Rejected rejected -> throw new AssertionError(rejected);
        };
    }

    private static Rejected rejected(TikaParser parser, byte[] bytes) throws Exception {
        return (Rejected) parser.parse(ParseRequest.of(bytes, null, null));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Object... namesAndBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
                zip.write((byte[]) namesAndBytes[i + 1]);
            }
        }
        return bytes.toByteArray();
    }
}
