package dev.millrace.standalone;

import dev.millrace.core.config.ConfigException;
import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.standalone.verify.Difference;
import dev.millrace.standalone.verify.Repair;
import dev.millrace.standalone.verify.ReplaySender;
import dev.millrace.standalone.verify.Verification;
import dev.millrace.standalone.verify.Verifier;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace verify}. */
@Command(
        name = "verify",
        description = "Compare sources, ledger and index; print every difference. Status 0: none, 1: some.")
final class VerifyCommand extends SubCommand {

    static final int DIFFERENT = 1;

    @Mixin
    private final SystemSettings system = new SystemSettings();

    @Option(names = "--repair", description = "Have documents that differ processed again, and compare once more.")
    private boolean repair;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = TimeSpan.Converter.class,
            description = "How long to look again at what differs while the system is busy (default: 30s).")
    private Duration patience = Duration.ofSeconds(30);

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = system.load();
        try (Verifier verifier = new Verifier(settings, patience)) {
            Verification found = verifier.verify(false);
            if (repair && !found.isClean()) {
                found = mend(settings, verifier, found);
            }
            print(found);
            return found.isClean() ? OK : DIFFERENT;
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(String.valueOf(e.getMessage()));
        } catch (IOException | KafkaException | IllegalStateException e) {
            throw unreachable(e);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        }
    }

    private Verification mend(Settings settings, Verifier verifier, Verification found)
            throws IOException, InterruptedException, ExecutionException {
        say(found.differences().size() + " differences in " + found.findings().size() + " of " + found.documents()
                + " documents.");
        try (ReplaySender sender = verifier.replays();
                Repair mender = new Repair(verifier, sender, KafkaConfig.from(settings))) {
            int sent = mender.redrive(found.findings());
            mender.notices().forEach(this::say);
            say(sent + " documents are processed again ...");
        }
        return verifier.verify(true);
    }

    /** What is not the answer: with {@code --json}, not on standard output. */
    private void say(String sentence) {
        if (json) {
            err().println(sentence);
            err().flush();
        } else {
            out().println(sentence);
            out().flush();
        }
    }

    private void print(Verification found) {
        if (json) {
            out().println(found.json());
            return;
        }
        for (Difference difference : found.differences()) {
            out().printf(
                            "%-15s %s: %s%n",
                            difference.kind().written(), Printable.text(difference.documentId()), difference.detail());
        }
        found.notices().forEach(notice -> out().println(notice + "."));
        count(
                found.rejected(),
                "are not found as their newest version is, for a dead letter: `millrace dead-letters list"
                        + system.flag() + "` tells more");
        count(found.kept(), "keep their last good version, since their newest can't be parsed");
        count(found.orphans(), "are searchable, although the documents topic holds nothing of them any more");
        count(found.inFlight(), "were still in flight: the system is busy; verify again when it is not");
        out().println(summary(found));
    }

    private void count(long documents, String what) {
        if (documents > 0) {
            out().println(documents + (documents == 1 ? " document: " : " documents ") + what + ".");
        }
    }

    private String summary(Verification found) {
        if (found.isClean()) {
            return found.documents() + " documents compared: no differences.";
        }
        String next = repair
                ? "`millrace dead-letters list" + system.flag() + "` may tell why they could not be mended."
                : "`millrace verify --repair" + system.flag() + "` mends them.";
        return found.documents() + " documents compared: "
                + found.differences().size() + " differences in "
                + found.findings().size() + " of them. " + next;
    }

    private static CommandFailure unreachable(Throwable cause) {
        return CommandFailure.unreachable(
                "The system can't be compared, since Kafka or OpenSearch does not answer as it" + " should ("
                        + cause.getMessage() + "): see that both run and are reachable, and try again");
    }
}
