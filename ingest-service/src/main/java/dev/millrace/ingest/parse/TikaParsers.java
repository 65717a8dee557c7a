package dev.millrace.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.AutoDetectParserConfig;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.DefaultHtmlMapper;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
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
        parser = new AutoDetectParser(
                config.getDetector(),
                config.getParser(),
                new PlainTextParser(),
                new DelimitedTextParser(),
                new MarkdownParser());
        AutoDetectParserConfig limits = new AutoDetectParserConfig();
        limits.setMaximumDepth(MAX_NESTING);
        parser.setAutoDetectParserConfig(limits);
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
