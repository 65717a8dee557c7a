package dev.millrace.standalone;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How every command finds its system. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DataFolder.DEFAULT,
            description = "The system's data directory (default: ./.millrace).")
    private Path data = Path.of(DataFolder.DEFAULT);

    DataFolder folder() {
        return new DataFolder(data);
    }

    /** What a suggested command needs after {@code millrace up} and the like to mean the same system. */
    static String flag(DataFolder folder) {
        DataFolder standard = new DataFolder(Path.of(DataFolder.DEFAULT));
        return folder.equals(standard) ? "" : " --data " + quoted(folder.path());
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w./+:@%,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
