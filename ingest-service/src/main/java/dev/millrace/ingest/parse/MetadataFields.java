package dev.millrace.ingest.parse;

import java.util.HashMap;
import java.util.Map;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;
import org.jspecify.annotations.Nullable;

/** The part of a document's metadata that is worth keeping, under short names. */
final class MetadataFields {

    private static final int MAX_VALUE_CHARS = 1_000;

    private static final Map<String, Property> PROPERTIES = Map.of(
            "author", TikaCoreProperties.CREATOR,
            "contributor", TikaCoreProperties.CONTRIBUTOR,
            "created", TikaCoreProperties.CREATED,
            "description", TikaCoreProperties.DESCRIPTION,
            "identifier", TikaCoreProperties.IDENTIFIER,
            "modified", TikaCoreProperties.MODIFIED,
            "publisher", TikaCoreProperties.PUBLISHER,
            "subject", TikaCoreProperties.SUBJECT);

    private static final Map<String, String> NAMES = Map.of(
            "from", Message.MESSAGE_FROM,
            "to", Message.MESSAGE_TO,
            "cc", Message.MESSAGE_CC);

    private MetadataFields() {}

    static Map<String, String> of(Metadata metadata) {
        Map<String, String> fields = new HashMap<>();
        PROPERTIES.forEach((name, property) -> put(fields, name, metadata.getValues(property)));
        NAMES.forEach((name, key) -> put(fields, name, metadata.getValues(key)));
        return fields;
    }

    static @Nullable String titleOf(Metadata metadata) {
        String title = value(metadata.get(TikaCoreProperties.TITLE));
        return title != null ? title : mailSubjectOf(metadata);
    }

    /** A mail's subject, which its parser does not tell as part of the text. */
    static @Nullable String mailSubjectOf(Metadata metadata) {
        String mediaType = metadata.get(Metadata.CONTENT_TYPE);
        boolean mail = mediaType != null && mediaType.startsWith("message/");
        return mail ? value(metadata.get(TikaCoreProperties.SUBJECT)) : null;
    }

    /** What to call an embedded document; the names that programs give to pictures tell nothing. */
    static @Nullable String nameOf(Metadata metadata) {
        String mediaType = metadata.get(Metadata.CONTENT_TYPE);
        if (mediaType != null && mediaType.startsWith("image/")) {
            return null;
        }
        String name = value(metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY));
        return name != null ? name : titleOf(metadata);
    }

    static @Nullable String languageOf(Metadata metadata) {
        String language = value(metadata.get(TikaCoreProperties.LANGUAGE));
        return language != null ? language : value(metadata.get(Metadata.CONTENT_LANGUAGE));
    }

    private static void put(Map<String, String> fields, String name, String[] values) {
        String joined = value(String.join(", ", values));
        if (joined != null) {
            fields.put(name, joined);
        }
    }

    private static @Nullable String value(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        String line = TextCleaner.line(raw);
        if (line.length() > MAX_VALUE_CHARS) {
            return line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, MAX_VALUE_CHARS - 1)));
        }
        return line.isEmpty() ? null : line;
    }
}
