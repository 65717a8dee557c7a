package dev.millrace.standalone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.core.config.Settings;
import dev.millrace.core.deadletter.Resolution;
import dev.millrace.standalone.deadletter.Letter;
import dev.millrace.standalone.deadletter.LetterFilter;
import dev.millrace.standalone.deadletter.Letters;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace dead-letters list}. */
@Command(name = "list", description = "List what could not be processed, and why; the oldest first.")
final class DeadLettersListCommand extends LetterCommand {

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Option(names = "--all", description = "Also those that were replayed or dropped.")
    private boolean all;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Override
    Integer call(Settings settings, Letters letters) {
        LetterFilter filter = options.filter();
        List<Letter> found = letters.read(letter -> (all || letter.isOpen()) && filter.test(letter));
        if (json) {
            out().println(json(found));
        } else if (found.isEmpty()) {
            out().println(filter.isEmpty() ? "There are no dead letters." : "There are no such dead letters.");
        } else {
            found.forEach(this::print);
        }
        return OK;
    }

    private void print(Letter letter) {
        out().printf(
                        Locale.ROOT,
                        "%-8s %s  %-14s %-16s %s%s%n    %s%n    from %s, partition %d, offset %d%n",
                        letter.id(),
                        letter.written().truncatedTo(ChronoUnit.SECONDS),
                        letter.rejection().stage(),
                        letter.rejection().reason(),
                        Printable.text(letter.documentId()),
                        letter.resolved()
                                .map(how -> "  (" + how.written() + ")")
                                .orElse(""),
                        letter.rejection().message(),
                        letter.rejection().origin().topic(),
                        letter.rejection().origin().partition(),
                        letter.rejection().origin().offset());
    }

    private static String json(List<Letter> letters) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Letter letter : letters) {
            array.addObject()
                    .put("id", letter.id().toString())
                    .put("time", letter.written().toString())
                    .put("stage", letter.rejection().stage())
                    .put("reason", letter.rejection().reason().name())
                    .put("document_id", letter.documentId())
                    .put("message", letter.rejection().message())
                    .put("topic", letter.rejection().origin().topic())
                    .put("partition", letter.rejection().origin().partition())
                    .put("offset", letter.rejection().origin().offset())
                    .put("timestamp_ms", letter.rejection().origin().timestampMillis())
                    .put(
                            "resolved",
                            letter.resolved().map(Resolution.Kind::written).orElse(null));
        }
        return array.toString();
    }
}
