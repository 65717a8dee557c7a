package dev.millrace.search;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What can be filtered by, and which values fit. */
enum FilterField {
    KEYWORD("any text"),
    INTEGER("a whole number"),
    LONG("a whole number"),
    DATE("a day or a moment, such as 2026-11-22 or 2026-11-22T08:30:00Z");

    static final String METADATA = "metadata.";
    private static final Pattern METADATA_NAME = Pattern.compile("metadata\\.[\\p{L}\\p{N}_.-]{1,200}");
    private static final Map<String, FilterField> BY_NAME = byName();

    private final String fitting;

    FilterField(String fitting) {
        this.fitting = fitting;
    }

    /** The kind of a field; empty for one that can't be filtered by. */
    static Optional<FilterField> of(String field) {
        return METADATA_NAME.matcher(field).matches() ? Optional.of(KEYWORD) : Optional.ofNullable(BY_NAME.get(field));
    }

    static String names() {
        return String.join(", ", BY_NAME.keySet()) + " and " + METADATA + "<name>";
    }

    /** What fits, for people. */
    String fitting() {
        return fitting;
    }

    boolean fits(String value) {
        return switch (this) {
            case KEYWORD -> !value.isEmpty();
            case INTEGER -> value.matches("-?\\d{1,9}");
            case LONG -> value.matches("-?\\d{1,18}");
            case DATE -> isDate(value);
        };
    }

    private static boolean isDate(String value) {
        List<Consumer<String>> forms = List.of(LocalDate::parse, OffsetDateTime::parse);
        return forms.stream().anyMatch(form -> parses(form, value));
    }

    private static boolean parses(Consumer<String> form, String value) {
        try {
            form.accept(value);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Map<String, FilterField> byName() {
        Map<String, FilterField> fields = new TreeMap<>();
        List.of("document_id", "chunk_id", "source_uri", "filename", "media_type", "language", "model_id")
                .forEach(field -> fields.put(field, KEYWORD));
        List.of("page", "ordinal").forEach(field -> fields.put(field, INTEGER));
        fields.put("revision", LONG);
        List.of("modified_at", "ingested_at", "indexed_at").forEach(field -> fields.put(field, DATE));
        return fields;
    }
}
