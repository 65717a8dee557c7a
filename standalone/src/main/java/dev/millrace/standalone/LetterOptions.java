package dev.millrace.standalone;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.standalone.deadletter.LetterFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** How commands say which dead letters they mean. */
final class LetterOptions {

    @Parameters(arity = "0..*", paramLabel = "ID", description = "A letter as it is listed: <partition>-<offset>.")
    private List<String> ids = List.of();

    @Option(names = "--reason", paramLabel = "REASON", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Set<Reason> reasons = Set.of();

    @Option(
            names = "--document",
            paramLabel = "ID",
            description = "A document's id, or the beginning of ids and a star.")
    private @Nullable String document;

    @Option(names = "--stage", paramLabel = "SERVICE", description = "The service that rejected it.")
    private @Nullable String stage;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Written since then: such as 2026-01-31, 2026-01-31T12:00:00Z, or 2h for two hours ago.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Written until then.")
    private @Nullable Instant until;

    LetterFilter filter() {
        for (String id : ids) {
            if (!id.matches("\\d+-\\d+")) {
                throw CommandFailure.wrongUse("'" + id + "' names no dead letter: `millrace dead-letters list` shows"
                        + " their names, such as 0-17");
            }
        }
        return new LetterFilter(
                new LinkedHashSet<>(ids),
                reasons,
                Optional.ofNullable(stage),
                Optional.ofNullable(document),
                Optional.ofNullable(since),
                Optional.ofNullable(until));
    }

    /** A date, a time with its zone, or how long ago. */
    static final class TimeConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return TimeSpan.parse(text).map(Instant.now()::minus).orElseGet(() -> parsed(text));
        }

        private static Instant parsed(String text) {
            try {
                return text.length() <= "2026-01-31".length()
                        ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no time: write 2026-01-31, 2026-01-31T12:00:00Z, or 2h for two hours ago");
            }
        }
    }
}
