package dev.millrace.standalone.deadletter;

import dev.millrace.core.deadletter.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which dead letters are meant. What is empty does not restrict.
 *
 * @param ids as they are listed
 * @param document an id, or the beginning of ids and a star
 */
public record LetterFilter(
        Set<String> ids,
        Set<Reason> reasons,
        Optional<String> stage,
        Optional<String> document,
        Optional<Instant> since,
        Optional<Instant> until)
        implements Predicate<Letter> {

    public LetterFilter {
        ids = Set.copyOf(ids);
        reasons = Set.copyOf(reasons);
    }

    /** Whether it lets all pass. */
    public boolean isEmpty() {
        return ids.isEmpty()
                && reasons.isEmpty()
                && Stream.of(stage, document, since, until).allMatch(Optional::isEmpty);
    }

    @Override
    public boolean test(Letter letter) {
        return (ids.isEmpty() || ids.contains(letter.id().toString()))
                && (reasons.isEmpty() || reasons.contains(letter.rejection().reason()))
                && stage.filter(name -> !name.equals(letter.rejection().stage()))
                        .isEmpty()
                && document.filter(wanted -> !matches(wanted, letter.documentId()))
                        .isEmpty()
                && since.filter(letter.written()::isBefore).isEmpty()
                && until.filter(letter.written()::isAfter).isEmpty();
    }

    private static boolean matches(String wanted, String documentId) {
        return wanted.endsWith("*")
                ? documentId.startsWith(wanted.substring(0, wanted.length() - 1))
                : documentId.equals(wanted);
    }
}
