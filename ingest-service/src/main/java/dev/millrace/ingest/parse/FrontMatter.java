package dev.millrace.ingest.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;

/** The YAML between {@code ---} lines that many Markdown files start with. Only its plain top-level fields are read. */
record FrontMatter(String fields, String body) {

    private static final Pattern FENCED =
            Pattern.compile("\\A\uFEFF?---[ \\t]*\\R(.*?\\R)??(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile(
            "^(title|author|description|date|lang):[ \\t]+[\"']?(.*?)[\"']?[ \\t]*$", Pattern.MULTILINE);

    static FrontMatter of(String source) {
        Matcher fenced = FENCED.matcher(source);
        if (!fenced.find()) {
            return new FrontMatter("", source);
        }
        String fields = fenced.group(1);
        return new FrontMatter(fields == null ? "" : fields, source.substring(fenced.end()));
    }

    void tell(Metadata metadata) {
        Matcher field = FIELD.matcher(fields);
        while (field.find()) {
            metadata.set(property(field.group(1)), field.group(2));
        }
    }

    private static Property property(String field) {
        return switch (field) {
            case "title" -> TikaCoreProperties.TITLE;
            case "author" -> TikaCoreProperties.CREATOR;
            case "description" -> TikaCoreProperties.DESCRIPTION;
            case "lang" -> TikaCoreProperties.LANGUAGE;
            default -> TikaCoreProperties.CREATED;
        };
    }
}
