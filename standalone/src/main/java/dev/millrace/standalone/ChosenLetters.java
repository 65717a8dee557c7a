package dev.millrace.standalone;

import dev.millrace.standalone.deadletter.Letter;
import dev.millrace.standalone.deadletter.LetterFilter;
import dev.millrace.standalone.deadletter.Letters;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The open dead letters that a command is to change: all of them only when that is said. */
final class ChosenLetters {

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Option(names = "--all", description = "All open letters, where nothing else chooses.")
    private boolean all;

    List<Letter> of(Letters letters) {
        LetterFilter filter = options.filter();
        if (filter.isEmpty() && !all) {
            throw CommandFailure.wrongUse("Say which dead letters: give their ids, choose with --reason, --document,"
                    + " --stage, --since or --until, or take --all");
        }
        return letters.read(letter -> letter.isOpen() && filter.test(letter));
    }
}
