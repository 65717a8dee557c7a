package dev.millrace.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that the user named for what was measured. */
final class ReportFile {

    private ReportFile() {}

    /** @param file null where nothing is to be written */
    static void write(@Nullable Path file, String content) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw CommandFailure.failed("The file " + file + " can't be written (" + e + "): choose another");
        }
    }
}
