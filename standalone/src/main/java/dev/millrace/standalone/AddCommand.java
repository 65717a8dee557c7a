package dev.millrace.standalone;

import dev.millrace.standalone.Flight.Done;
import dev.millrace.standalone.InboxCopy.Copied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace add}. */
@Command(name = "add", description = "Copy files and folders into the inbox, and wait until they are searchable.")
final class AddCommand extends SubCommand {

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--no-wait", description = "Return as soon as the files are copied.")
    private boolean noWait;

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "What to add; a folder keeps its structure.")
    private List<Path> sources = List.of();

    @Override
    public Integer call() throws InterruptedException {
        for (Path source : sources) {
            if (!Files.isReadable(source)) {
                throw CommandFailure.wrongUse(
                        "There is no " + source + " that can be read: check its name and its permissions");
            }
        }
        RunningSystem system = RunningSystem.of(data.folder());
        Done before = Flight.of(system).done();
        Copied copied = copy(system.state().inbox());
        out().println(copied.describe(system.state().inbox()));
        out().flush();
        if (copied.changed() > 0 && !noWait) {
            new FlightWatch(system, new ProgressLine(out())).followAdded(copied.changed(), before);
        }
        return OK;
    }

    private Copied copy(Path inbox) {
        InboxCopy copy = new InboxCopy(inbox);
        try {
            for (Path source : sources) {
                copy.add(source);
            }
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "Copying into " + inbox + " failed after " + copy.copied().changed() + " files (" + e
                            + "): make room or mend the permissions, and add the same again");
        }
        return copy.copied();
    }
}
