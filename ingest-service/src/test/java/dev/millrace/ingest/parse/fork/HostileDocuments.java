package dev.millrace.ingest.parse.fork;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;

/** Documents made to harm whoever reads them. */
final class HostileDocuments {

    private HostileDocuments() {}

    /** An archive of text that unpacks to very much more than itself. */
    static byte[] zipBomb(int megabytes) throws IOException {
        byte[] megabyte = new byte[1 << 20];
        java.util.Arrays.fill(megabyte, (byte) 'a');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            zip.putNextEntry(new ZipEntry("bomb.txt"));
            for (int i = 0; i < megabytes; i++) {
                zip.write(megabyte);
            }
        }
        return bytes.toByteArray();
    }

    static byte[] nestedZip(int depth) throws IOException {
        byte[] inner = zip(Map.of("deep.txt", "at the bottom"));
        for (int i = 1; i < depth; i++) {
            inner = zipOfBytes("level-" + i + ".zip", inner);
        }
        return inner;
    }

    static byte[] zipOfManyEntries(int entries) throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            contents.put(i + ".txt", "");
        }
        return zip(contents);
    }

    /** A Word document whose text wants to be what {@code address} holds. */
    static byte[] docxThatIncludes(String address) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
                </Types>
                """);
        parts.put("_rels/.rels", """
                <?xml version="1.0" encoding="UTF-8"?>
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
                </Relationships>
                """);
        parts.put("word/document.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                %s
                <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
                <w:p><w:r><w:t>before &stolen; after</w:t></w:r></w:p></w:body></w:document>
                """.formatted(doctype("w:document", address)));
        return zip(parts);
    }

    static byte[] svgThatIncludes(String address) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                %s
                <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>before &stolen; after</text></svg>
                """.formatted(doctype("svg", address)).getBytes(UTF_8);
    }

    /** A PDF with a form in XML (XFA). */
    static byte[] pdfThatIncludes(String address) throws IOException {
        String xfa = """
                <?xml version="1.0" encoding="UTF-8"?>
                %s
                <xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.0/">
                <subform><field name="a"><value><text>before &stolen; after</text></value></field></subform></template></xdp:xdp>
                """.formatted(doctype("xdp:xdp", address));
        try (PDDocument document = new PDDocument();
                COSStream stream = document.getDocument().createCOSStream()) {
            document.addPage(new PDPage());
            try (java.io.OutputStream out = stream.createOutputStream()) {
                out.write(xfa.getBytes(UTF_8));
            }
            PDAcroForm form = new PDAcroForm(document);
            form.getCOSObject().setItem(COSName.XFA, stream);
            document.getDocumentCatalog().setAcroForm(form);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    static byte[] zipOfBytes(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static String doctype(String root, String address) {
        return "<!DOCTYPE %s [<!ENTITY stolen SYSTEM \"%s\">]>".formatted(root, address);
    }
}
