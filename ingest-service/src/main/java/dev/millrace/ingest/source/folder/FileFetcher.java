package dev.millrace.ingest.source.folder;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.ingest.document.Attributes;
import dev.millrace.ingest.ledger.Fingerprints;
import dev.millrace.ingest.parse.DocumentSource;
import dev.millrace.ingest.source.Fetched;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Fetches the files of one folder, and nothing else. */
public final class FileFetcher {

    /** Up to this size a file is read once, into memory; beyond, it is read from the disk for the hash and the parser. */
    private static final long MOST_BYTES_IN_MEMORY = 8L * 1024 * 1024;

    private static final int TRIES = 3;

    private final FolderSource source;
    private final long maxBytes;

    /**
     * @param maxBytes of a file; larger ones are refused
     */
    public FileFetcher(FolderSource source, long maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    /** Empty when the address names nothing below the folder. */
    public Optional<Fetched> fetch(URI uri) throws IOException {
        Optional<Path> file = source.file(uri);
        return file.isEmpty() ? Optional.empty() : Optional.of(present(file.get()));
    }

    private Fetched present(Path file) throws IOException {
        try {
            return fetch(file);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new Fetched.Gone();
        } catch (AccessDeniedException e) {
            return new Fetched.Refused(Reason.UNREADABLE, "the file may not be read: mend its permissions");
        }
    }

    private Fetched fetch(Path file) throws IOException {
        FileVersion before = FileVersion.of(file);
        for (int tries = 1; ; tries++) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Fetched.Gone();
            }
            if (before.size() > maxBytes) {
                return new Fetched.Refused(
                        Reason.TOO_LARGE,
                        "the file has " + before.size() + " bytes, allowed are " + maxBytes
                                + " (ingest.max-file-size)");
            }
            Fetched.Present present = read(file, before);
            FileVersion after = FileVersion.of(file);
            if (after.equals(before) || tries == TRIES) {
                return present; // a file that keeps changing is announced again by its watcher
            }
            before = after;
        }
    }

    private static Fetched.Present read(Path file, FileVersion version) throws IOException {
        Attributes attributes =
                Attributes.none(version.changedAtMillis()).orElse(String.valueOf(file.getFileName()), null);
        MessageDigest digest = Fingerprints.digest();
        if (version.size() <= MOST_BYTES_IN_MEMORY) {
            byte[] bytes = Files.readAllBytes(file);
            return new Fetched.Present(
                    new DocumentSource.InMemory(bytes), digest.digest(bytes), version.text(), attributes, false);
        }
        try (InputStream input = new DigestInputStream(Files.newInputStream(file), digest)) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        return new Fetched.Present(new DocumentSource.OnDisk(file), digest.digest(), version.text(), attributes, false);
    }
}
