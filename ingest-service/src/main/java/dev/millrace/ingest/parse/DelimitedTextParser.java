package dev.millrace.ingest.parse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Reads CSV and its kin as a table, forgiving stray quotes; Tika's own parser takes short or ragged ones for text. */
final class DelimitedTextParser implements Parser {

    private static final long serialVersionUID = 1L;

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final int FIRST_LINE_CHARS = 8192;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(MediaType.text("csv"), MediaType.text("tsv"), MediaType.text("tab-separated-values"));
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        try (AutoDetectReader reader = new AutoDetectReader(CloseShieldInputStream.wrap(stream), metadata)) {
            CSVFormat format = CSVFormat.EXCEL
                    .builder()
                    .setDelimiter(delimiter(firstLine(reader)))
                    .setLenientEof(true)
                    .setTrailingData(true)
                    .get();
            try (CSVParser rows =
                    CSVParser.builder().setReader(reader).setFormat(format).get()) {
                XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
                xhtml.startDocument();
                xhtml.startElement("table");
                for (CSVRecord row : rows) {
                    tell(row, xhtml);
                }
                xhtml.endElement("table");
                xhtml.endDocument();
            }
        }
    }

    private static void tell(CSVRecord row, XHTMLContentHandler xhtml) throws SAXException {
        xhtml.startElement("tr");
        for (String cell : row) {
            xhtml.element("td", cell);
        }
        xhtml.endElement("tr");
    }

    private static String firstLine(BufferedReader reader) throws IOException {
        reader.mark(FIRST_LINE_CHARS);
        char[] buffer = new char[FIRST_LINE_CHARS];
        int length = Math.max(0, reader.read(buffer));
        reader.reset();
        return new String(buffer, 0, length).lines().findFirst().orElse("");
    }

    /** The candidate that is met most often in the names of the columns. */
    static char delimiter(String firstLine) {
        char best = ',';
        long most = 0;
        for (char candidate : DELIMITERS) {
            long count = firstLine.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }
}
