package dev.millrace.standalone;

import dev.millrace.core.config.Settings;
import dev.millrace.standalone.deadletter.Letter;
import dev.millrace.standalone.deadletter.Letters;
import dev.millrace.standalone.deadletter.Redelivery;
import java.util.List;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code millrace dead-letters drop}. */
@Command(name = "drop", description = "Be done with dead letters: they are no longer listed or counted.")
final class DeadLettersDropCommand extends LetterCommand {

    @Mixin
    private final ChosenLetters chosen = new ChosenLetters();

    @Override
    Integer call(Settings settings, Letters letters) throws InterruptedException, ExecutionException {
        List<Letter> meant = chosen.of(letters);
        if (meant.isEmpty()) {
            out().println("There are no such dead letters.");
            return OK;
        }
        try (Redelivery redelivery = new Redelivery(settings, letters)) {
            redelivery.drop(meant);
        }
        for (Letter letter : meant) {
            out().println("dropped " + letter.id() + "  " + Printable.text(letter.documentId()));
        }
        out().println(meant.size() + " dead letters are done with; `millrace dead-letters list --all" + flag()
                + "` still shows them.");
        return OK;
    }
}
