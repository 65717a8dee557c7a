package dev.millrace.standalone;

import dev.millrace.core.config.Settings;
import dev.millrace.standalone.deadletter.Letter;
import dev.millrace.standalone.deadletter.Letters;
import dev.millrace.standalone.deadletter.Redelivery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code millrace dead-letters replay}. */
@Command(
        name = "replay",
        description = "Have dead letters processed again, each in its old place: what is newer by now stays.")
final class DeadLettersReplayCommand extends LetterCommand {

    @Mixin
    private final ChosenLetters chosen = new ChosenLetters();

    @Override
    Integer call(Settings settings, Letters letters) throws IOException, InterruptedException, ExecutionException {
        List<Letter> meant = chosen.of(letters);
        if (meant.isEmpty()) {
            out().println("There are no such dead letters.");
            return OK;
        }
        try (Redelivery redelivery = new Redelivery(settings, letters)) {
            List<Letter> sent = redelivery.replay(meant);
            for (Letter letter : sent) {
                out().println("replayed " + letter.id() + "  " + Printable.text(letter.documentId()));
            }
            redelivery.notices().forEach(notice -> out().println("left " + notice + "."));
            out().println(sent.size() + " of " + meant.size()
                    + " dead letters are processed again. What fails once more is a new one: see `millrace"
                    + " dead-letters list" + flag() + "`.");
            return sent.size() == meant.size() ? OK : CommandFailure.FAILED;
        }
    }
}
