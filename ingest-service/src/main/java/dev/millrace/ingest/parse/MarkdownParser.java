package dev.millrace.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Reads Markdown, which Tika takes for plain text, wherever a document holds it. */
final class MarkdownParser implements Parser {

    private static final long serialVersionUID = 1L;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(MediaType.text("markdown"));
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        String source;
        try (AutoDetectReader reader = new AutoDetectReader(CloseShieldInputStream.wrap(stream), metadata)) {
            source = IOUtils.toString(reader);
        }
        FrontMatter frontMatter = FrontMatter.of(source);
        frontMatter.tell(metadata);
        XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
        xhtml.startDocument();
        org.commonmark.parser.Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(frontMatter.body())
                .accept(new MarkdownEvents(xhtml));
        xhtml.endDocument();
    }
}
