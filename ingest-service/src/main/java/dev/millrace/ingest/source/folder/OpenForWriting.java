package dev.millrace.ingest.source.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Which files other processes still have open for writing. On Linux {@code /proc} tells, for the processes that this one
 * may look at; elsewhere the answer is always empty, and quiet alone has to tell that a file is whole.
 */
final class OpenForWriting {

    private static final Path PROCESSES = Path.of("/proc");
    private static final int ACCESS_MODE = 3;

    private OpenForWriting() {}

    static Set<Path> below(Path root) {
        Set<Path> open = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                collect(process, root, open);
            }
        } catch (IOException e) {
            return Set.of(); // no /proc here
        }
        return open;
    }

    private static void collect(Path process, Path root, Set<Path> open) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                Path target = Files.readSymbolicLink(descriptor);
                if (target.startsWith(root) && writable(process, descriptor)) {
                    open.add(target);
                }
            }
        } catch (IOException | SecurityException e) {
            return; // the process has ended, or belongs to another user
        }
    }

    /** The line {@code flags:} is octal; its last two bits are 0 for reading only. */
    private static boolean writable(Path process, Path descriptor) throws IOException {
        for (String line : Files.readAllLines(process.resolve("fdinfo").resolve(descriptor.getFileName()))) {
            if (line.startsWith("flags:")) {
                return (Integer.parseInt(line.substring("flags:".length()).strip(), 8) & ACCESS_MODE) != 0;
            }
        }
        return false;
    }
}
