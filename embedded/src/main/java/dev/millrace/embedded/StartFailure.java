package dev.millrace.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a node did not start, as one sentence for the user that names the fix. Decides on text alone. */
final class StartFailure {

    private static final Pattern DISK_FULL = Pattern.compile("No space left on device");
    private static final Pattern PORT_TAKEN = Pattern.compile("Address already in use|BindHttpException|BindException");
    private static final Pattern NOT_WRITABLE = Pattern.compile("AccessDeniedException|Permission denied");
    private static final Pattern IN_USE = Pattern.compile(
            "Failed to acquire lock on file .lock|failed to obtain node lock|LockObtainFailedException");
    private static final Pattern TOO_OLD = Pattern.compile(
            "cannot upgrade a node from version|minimum compatible (index )?version|IndexFormatTooOldException");
    private static final Pattern TOO_NEW = Pattern.compile(
            "cannot downgrade a node from version|IndexFormatTooNewException|No MetadataVersion with feature level"
                    + "|[Uu]nsupported metadata.version");
    private static final Pattern NO_MEMORY =
            Pattern.compile("java\\.lang\\.OutOfMemoryError|insufficient memory|Could not reserve enough space");
    private static final Pattern ERROR_LINE =
            Pattern.compile(" (ERROR|FATAL) |^Error|^Exception in thread|^Caused by|Unrecognized");

    private StartFailure() {}

    /** The reason found in what a child wrote since it was started, oldest line first. */
    static String of(NodeKind kind, int port, Path dataDirectory, Path logFile, List<String> lines) {
        if (anyMatches(DISK_FULL, lines)) {
            return diskFull(dataDirectory);
        }
        if (anyMatches(PORT_TAKEN, lines)) {
            return portTaken(kind, port);
        }
        if (anyMatches(NOT_WRITABLE, lines)) {
            return notWritable(dataDirectory);
        }
        if (anyMatches(IN_USE, lines)) {
            return inUse(dataDirectory, "");
        }
        if (anyMatches(TOO_OLD, lines)) {
            return tooOld(kind, dataDirectory, Optional.empty());
        }
        if (anyMatches(TOO_NEW, lines)) {
            return tooNew(kind, dataDirectory, Optional.empty());
        }
        if (anyMatches(NO_MEMORY, lines)) {
            return kind.title() + " did not get the memory it needs: free some, or give it a smaller heap (see "
                    + logFile + ")";
        }
        return kind.title() + " ended while it was starting: " + lastError(lines) + " (see " + logFile + ")";
    }

    /** The reason found in a failure to read or write the data directory. */
    static String of(Path dataDirectory, IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return notWritable(dataDirectory) + " (refused: " + denied.getFile() + ")";
        }
        return DISK_FULL.matcher(String.valueOf(failure.getMessage())).find()
                ? diskFull(dataDirectory)
                : "The data directory " + dataDirectory + " cannot be used (" + failure
                        + "): repair it or choose another with --data";
    }

    static String portTaken(NodeKind kind, int port) {
        return "Port " + port + " is taken by another process: stop it or choose another with " + kind.portFlag();
    }

    static String diskFull(Path folder, long freeBytes, long neededBytes) {
        return "The disk of " + folder + " is full: " + freeBytes + " bytes are free and " + neededBytes
                + " are needed, so free some space or choose a folder on another disk with --data";
    }

    static String inUse(Path dataDirectory, String owner) {
        String process = owner.isBlank() ? "" : " (process " + owner.strip() + ")";
        return "The data directory " + dataDirectory + " is in use by another running Millrace" + process
                + ": stop it or choose another directory with --data";
    }

    static String notWritable(Path dataDirectory) {
        return "The data directory " + dataDirectory + " is not writable for user " + System.getProperty("user.name")
                + ": change its owner or choose another with --data";
    }

    static String tooOld(NodeKind kind, Path dataDirectory, Optional<DataFormat> found) {
        return "The data directory " + dataDirectory + " was written by " + writer(kind, found, "an older Millrace")
                + ", too old to be read: open it once with a Millrace in between, or choose an empty directory with"
                + " --data and add the documents again";
    }

    static String tooNew(NodeKind kind, Path dataDirectory, Optional<DataFormat> found) {
        return "The data directory " + dataDirectory + " was written by " + writer(kind, found, "a newer Millrace")
                + ", too new to be read: use that newer Millrace, or choose another directory with --data";
    }

    private static String diskFull(Path dataDirectory) {
        return "The disk of " + dataDirectory
                + " is full: free some space or choose a folder on another disk with --data";
    }

    private static String writer(NodeKind kind, Optional<DataFormat> found, String fallback) {
        return found.map(format ->
                        fallback + " (" + kind.title() + " " + format.version() + ", layout " + format.layout() + ")")
                .orElse(fallback);
    }

    private static boolean anyMatches(Pattern pattern, List<String> lines) {
        return lines.stream().anyMatch(line -> pattern.matcher(line).find());
    }

    private static String lastError(List<String> lines) {
        return lines.reversed().stream()
                .filter(line -> ERROR_LINE.matcher(line).find())
                .findFirst()
                .or(() -> lines.reversed().stream()
                        .filter(line -> !line.isBlank())
                        .findFirst())
                .map(String::strip)
                .orElse("it wrote nothing");
    }
}
