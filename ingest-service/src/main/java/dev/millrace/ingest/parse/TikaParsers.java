package dev.millrace.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.AutoDetectParserConfig;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.DefaultHtmlMapper;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Tika's parsers as Millrace uses them: none that runs a command, no OCR, and only text that a reader sees. */
final class TikaParsers {

    private static final String CONFIG = "tika-config.xml";

    /** Of markup; pages of the real world nest deeper than the 100 levels that Tika suspects. */
    private static final int MAX_NESTING = 1_000;

    private final TikaConfig config;
    private final AutoDetectParser parser;

    TikaParsers() {
        config = load();
        parser = new KnownParsers(config.getDetector(), all(config.getParser()));
        AutoDetectParserConfig limits = new AutoDetectParserConfig();
        limits.setMaximumDepth(MAX_NESTING);
        parser.setAutoDetectParserConfig(limits);
    }

    /** Of two for one type the later one counts. */
    private static Parser[] all(Parser tikas) {
        List<Parser> all = new ArrayList<>(
                tikas instanceof CompositeParser composite ? composite.getAllComponentParsers() : List.of(tikas));
        all.addAll(List.of(new PlainTextParser(), new DelimitedTextParser(), new MarkdownParser()));
        return all.toArray(Parser[]::new);
    }

    AutoDetectParser parser() {
        return parser;
    }

    /** Holds the settings of one parse; the configuration too, for some parsers would load Tika's default otherwise. */
    ParseContext context() {
        ParseContext context = new ParseContext();
        context.set(TikaConfig.class, config);
        context.set(Detector.class, config.getDetector());
        context.set(Parser.class, parser);
        context.set(PDFParserConfig.class, pdf());
        context.set(OfficeParserConfig.class, office());
        context.set(HtmlMapper.class, new VisibleHtml());
        return context;
    }

    private static TikaConfig load() {
        try (InputStream xml = TikaParsers.class.getResourceAsStream(CONFIG)) {
            return new TikaConfig(Objects.requireNonNull(xml, CONFIG));
        } catch (IOException | SAXException | TikaException e) {
            throw new IllegalStateException("The built-in " + CONFIG + " cannot be loaded.", e);
        }
    }

    private static PDFParserConfig pdf() {
        PDFParserConfig config = new PDFParserConfig();
        config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        config.setExtractBookmarksText(false); // repeats the headings
        return config;
    }

    private static OfficeParserConfig office() {
        OfficeParserConfig config = new OfficeParserConfig();
        config.setIncludeSlideMasterContent(false); // "Click to edit Master title style"
        config.setExtractMacros(false);
        return config;
    }

    /** Which parser a type has is no matter of the document: Tika finds it out anew for each, in half a millisecond. */
    private static final class KnownParsers extends AutoDetectParser {

        private static final long serialVersionUID = 1L;

        private transient @Nullable Map<MediaType, Parser> known;

        KnownParsers(Detector detector, Parser... parsers) {
            super(detector, parsers);
        }

        @Override
        public Map<MediaType, Parser> getParsers(ParseContext context) {
            Map<MediaType, Parser> parsers = known;
            if (parsers == null) {
                parsers = Map.copyOf(super.getParsers(context));
                known = parsers;
            }
            return parsers;
        }
    }

    /** Passes all elements on, since any may part two blocks, but nothing that browsers do not show. */
    private static final class VisibleHtml extends DefaultHtmlMapper {

        private static final long serialVersionUID = 1L;

        @Override
        public String mapSafeElement(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean isDiscardElement(String name) {
            return super.isDiscardElement(name) || "TEMPLATE".equals(name) || "NOSCRIPT".equals(name);
        }
    }
}
