package dev.millrace.ingest.parse;

import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.FileTooLongException;
import org.apache.tika.exception.TikaMemoryLimitException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of a parser says about the document. Messages of foreign exceptions may quote the document, so only
 * their types are told.
 */
final class ParseFailures {

    private static final int MAX_CAUSES = 50;
    /** How the messages begin of what Tika throws, at the end and from within. */
    private static final List<String> ZIP_BOMB = List.of("Zip bomb detected", "Suspected zip bomb");

    private static final Set<String> OUT_OF_DISK = Set.of("No space left on device", "Disk quota exceeded");

    private ParseFailures() {}

    static ParseOutcome.Rejected classify(Throwable thrown, String mediaType) {
        List<Throwable> causes = causes(thrown);
        for (Throwable cause : causes) {
            ParseOutcome.Rejected rejected = known(cause, mediaType);
            if (rejected != null) {
                return with(StackSummary.of(causes), rejected);
            }
        }
        return with(
                StackSummary.of(causes),
                rejected(
                        ParseFailure.CORRUPT,
                        "Not readable as " + mediaType + ": its parser failed with " + typesOf(causes) + "."));
    }

    /** Whether the machine failed, not the document: the disk is full, or a file could not be opened. */
    static boolean isEnvironmental(Throwable thrown) {
        return causes(thrown).stream()
                .anyMatch(cause -> cause instanceof FileSystemException
                        || (cause.getMessage() != null && OUT_OF_DISK.contains(cause.getMessage())));
    }

    private static ParseOutcome.@Nullable Rejected known(Throwable cause, String mediaType) {
        return switch (cause) {
            case LimitExceeded limit -> rejected(ParseFailure.TOO_LARGE, "Too large: " + limit.getMessage() + ".");
            case EncryptedDocumentException _ ->
                rejected(ParseFailure.ENCRYPTED, "Encrypted " + mediaType + ": send it without its protection.");
            case UnsupportedFormatException _ -> unsupported(mediaType);
            case TikaMemoryLimitException _, FileTooLongException _ ->
                rejected(ParseFailure.TOO_LARGE, "Too large: a part of it is beyond the parser's own limits.");
            case OutOfMemoryError _ ->
                rejected(ParseFailure.OUT_OF_MEMORY, "The parser of " + mediaType + " ran out of memory.");
            case StackOverflowError _ ->
                rejected(ParseFailure.OUT_OF_MEMORY, "The parser of " + mediaType + " ran out of stack.");
            default ->
                isZipBomb(cause.getMessage())
                        ? rejected(ParseFailure.TOO_LARGE, "Too large: more text for its size than is believable.")
                        : null;
        };
    }

    private static boolean isZipBomb(@Nullable String message) {
        return message != null && ZIP_BOMB.stream().anyMatch(message::startsWith);
    }

    static ParseOutcome.Rejected unsupported(String mediaType) {
        return rejected(ParseFailure.UNSUPPORTED, "No parser reads " + mediaType + " of this kind.");
    }

    private static ParseOutcome.Rejected with(String stackSummary, ParseOutcome.Rejected rejected) {
        return new ParseOutcome.Rejected(rejected.reason(), rejected.message(), stackSummary);
    }

    private static ParseOutcome.Rejected rejected(ParseFailure reason, String message) {
        return new ParseOutcome.Rejected(reason, message);
    }

    private static String typesOf(List<Throwable> causes) {
        String outermost = causes.getFirst().getClass().getSimpleName();
        String root = causes.getLast().getClass().getSimpleName();
        return causes.size() == 1 ? root : outermost + " caused by " + root;
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && causes.size() < MAX_CAUSES; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
