package dev.millrace.standalone;

import dev.millrace.standalone.DeadLetterReader.Entry;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace dead-letters list}. */
@Command(name = "list", description = "List what could not be processed, and why; the oldest first.")
final class DeadLettersListCommand extends SubCommand {

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        RunningSystem system = RunningSystem.of(data.folder());
        List<Entry> entries =
                DeadLetterReader.read("127.0.0.1:" + system.state().kafkaPort());
        if (json) {
            out().println(Entry.json(entries));
        } else if (entries.isEmpty()) {
            out().println("There are no dead letters.");
        } else {
            entries.forEach(this::print);
        }
        return OK;
    }

    private void print(Entry entry) {
        out().printf(
                        Locale.ROOT,
                        "%s  %-14s %-16s %s%n    %s%n    from %s, partition %d, offset %d%n",
                        entry.time().truncatedTo(ChronoUnit.SECONDS),
                        entry.letter().stage(),
                        entry.letter().reason(),
                        entry.documentId(),
                        entry.letter().message(),
                        entry.letter().origin().topic(),
                        entry.letter().origin().partition(),
                        entry.letter().origin().offset());
    }
}
