package dev.millrace.ingest.parse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Writes those of the fixtures that are not written by hand. Run it to write them anew, into the folder given. */
public final class DocumentFixtures {

    private final Path folder;

    private DocumentFixtures(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        new DocumentFixtures(Path.of(args[0])).writeAll();
    }

    private void writeAll() throws IOException {
        pdf(folder.resolve("lighthouse.pdf"), null);
        pdf(folder.resolve("encrypted.pdf"), "secret");
        corruptPdf();
        docx();
        pptx();
        xlsx();
        odt();
        epub();
    }

    private static void pdf(Path file, String password) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle("The lighthouse of Cape Marrow");
            document.getDocumentInformation().setAuthor("J. Penhale");
            page(
                    document,
                    "The lighthouse of Cape Marrow was built of granite in 1871 after",
                    "forty ships had been lost on the reef. Its lamp burned whale oil until",
                    "the keepers changed to paraffin.");
            page(
                    document,
                    "Today the beacon is automatic, and nobody has lived in the tower",
                    "since the last keeper retired in 1988.");
            if (password != null) {
                document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
            }
            document.save(file.toFile());
        }
    }

    private static void page(PDDocument document, String... lines) throws IOException {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.setLeading(15);
            content.newLineAtOffset(72, 700);
            for (String line : lines) {
                content.showText(line);
                content.newLine();
            }
            content.endText();
        }
    }

    /** The header of a PDF, then nothing that PDFBox could repair. */
    private void corruptPdf() throws IOException {
        byte[] intact = Files.readAllBytes(folder.resolve("lighthouse.pdf"));
        byte[] corrupt = Arrays.copyOf(intact, 1200);
        for (int i = 16; i < corrupt.length; i++) {
            corrupt[i] = (byte) (corrupt[i] * 31 + i * 7);
        }
        Files.write(folder.resolve("corrupt.pdf"), corrupt);
    }

    private void docx() throws IOException {
        try (XWPFDocument document = new XWPFDocument();
                OutputStream out = Files.newOutputStream(folder.resolve("beekeeping.docx"))) {
            document.getProperties().getCoreProperties().setTitle("Beekeeping through the year");
            document.getProperties().getCoreProperties().setCreator("Hanna Lindgren");
            defineHeading(document);
            heading(document, "Winter");
            document.createParagraph()
                    .createRun()
                    .setText("In winter the bees form a tight cluster around the queen and shiver to keep her warm. "
                            + "A colony eats about fifteen kilograms of honey before spring.");
            heading(document, "Summer");
            document.createParagraph()
                    .createRun()
                    .setText(
                            "A swarm leaves when the hive becomes too crowded, and half of the workers go with the old queen.");
            XWPFTable table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("Month");
            table.getRow(0).getCell(1).setText("Task");
            table.getRow(1).getCell(0).setText("August");
            table.getRow(1).getCell(1).setText("Harvest the honey");
            document.write(out);
        }
    }

    private static void defineHeading(XWPFDocument document) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setStyleId("Heading1");
        style.setType(STStyleType.PARAGRAPH);
        style.addNewName().setVal("heading 1");
        document.createStyles().addStyle(new XWPFStyle(style));
    }

    private static void heading(XWPFDocument document, String text) {
        XWPFParagraph heading = document.createParagraph();
        heading.setStyle("Heading1");
        heading.createRun().setText(text);
    }

    private void pptx() throws IOException {
        try (XMLSlideShow show = new XMLSlideShow();
                OutputStream out = Files.newOutputStream(folder.resolve("volcano-watch.pptx"))) {
            slide(
                    show,
                    "Watching the volcano",
                    "Seismometers record small earthquakes as magma rises under Mount Teral.");
            slide(
                    show,
                    "Evacuation",
                    "The villages on the southern slope are evacuated when sulphur dioxide exceeds five hundred tonnes a day.");
            show.write(out);
        }
    }

    private static void slide(XMLSlideShow show, String title, String text) {
        XSLFSlide slide = show.createSlide();
        int y = 20;
        for (String content : List.of(title, text)) {
            XSLFTextBox box = slide.createTextBox();
            box.setAnchor(new java.awt.Rectangle(20, y, 600, 100));
            box.setText(content);
            y += 120;
        }
    }

    private void xlsx() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(folder.resolve("tea-harvest.xlsx"))) {
            XSSFSheet sheet = workbook.createSheet("Tea harvest");
            row(sheet, "Garden", "Kilograms", "Remark");
            row(sheet, "Moonlight Terrace", 1840, "Frost destroyed a third of the young leaves in April");
            row(sheet, "River Bend", 2210, "The first flush was sold at auction in Hamburg");
            workbook.write(out);
        }
    }

    private static void row(XSSFSheet sheet, Object... cells) {
        XSSFRow row = sheet.createRow(sheet.getPhysicalNumberOfRows());
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case Integer number -> row.createCell(i).setCellValue(number);
                case Object text -> row.createCell(i).setCellValue(text.toString());
            }
        }
    }

    private void odt() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("glassblowing.odt")))) {
            stored(zip, "mimetype", "application/vnd.oasis.opendocument.text");
            entry(zip, "META-INF/manifest.xml", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
                    <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
                    <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
                    </manifest:manifest>
                    """);
            entry(zip, "meta.xml", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                     xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Glassblowing</dc:title>
                    <dc:creator>Marco Vianello</dc:creator></office:meta></office:document-meta>
                    """);
            entry(zip, "content.xml", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                     xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>
                    <text:h text:outline-level="1">In the workshop</text:h>
                    <text:p>The glassblower gathers molten glass on the end of a long iron pipe and turns it without pause.</text:p>
                    <text:p>Finished vases cool overnight in the annealing oven, because glass that cools too fast shatters.</text:p>
                    <text:list><text:list-item><text:p>Cobalt makes the glass blue.</text:p></text:list-item></text:list>
                    </office:text></office:body></office:document-content>
                    """);
        }
    }

    private void epub() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("polar-night.epub")))) {
            stored(zip, "mimetype", "application/epub+zip");
            entry(zip, "META-INF/container.xml", """
                    <?xml version="1.0"?>
                    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
                    <rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
                    """);
            entry(zip, "book.opf", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <package version="3.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id">
                    <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">polar-night</dc:identifier>
                    <dc:title>A Polar Night</dc:title><dc:creator>Sigrid Aune</dc:creator><dc:language>en</dc:language></metadata>
                    <manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>
                    <spine><itemref idref="one"/></spine></package>
                    """);
            entry(zip, "one.xhtml", """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head><body>
                    <h1>Chapter one</h1>
                    <p>For four months the expedition lived in a hut under the snow and never saw the sun.</p>
                    <p>The sledge dogs were fed on dried fish, and each had a name out of the old sagas.</p>
                    </body></html>
                    """);
        }
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }

    private static void stored(ZipOutputStream zip, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
    }
}
