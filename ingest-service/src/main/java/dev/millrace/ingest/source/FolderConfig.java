package dev.millrace.ingest.source;

import dev.millrace.core.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A watched folder.
 *
 * @param settle how long a file must be quiet before it is read
 * @param listingInterval how often everything is listed, in case an event was lost
 */
public record FolderConfig(FolderSource source, Duration settle, Duration listingInterval) {

    /** Empty when no folder is to be watched. */
    public static Optional<FolderConfig> from(Settings ingest) {
        Settings inbox = ingest.at("inbox");
        return inbox.optionalString("folder").map(folder -> from(inbox, Path.of(folder)));
    }

    private static FolderConfig from(Settings inbox, Path folder) {
        String name = inbox.string("name");
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw inbox.invalid("name", "must be 1 to 64 letters, digits, dots, - or _");
        }
        return new FolderConfig(
                new FolderSource(name, folder), inbox.duration("settle"), inbox.duration("listing-interval"));
    }
}
