package dev.millrace.ingest.source;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.ingest.ledger.Fingerprints;
import dev.millrace.ingest.parse.DocumentSource;
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
import java.util.List;
import java.util.Optional;

/** Fetches the files of the configured folders, and nothing else. */
public final class FileFetcher implements ObjectFetcher {

    /** Up to this size a file is read once, into memory; beyond, it is read from the disk for the hash and the parser. */
    private static final long MOST_BYTES_IN_MEMORY = 8L * 1024 * 1024;

    private static final int TRIES = 3;

    private final List<FolderSource> sources;
    private final long maxBytes;

    /**
     * @param maxBytes of a file; larger ones are refused
     */
    public FileFetcher(List<FolderSource> sources, long maxBytes) {
        this.sources = List.copyOf(sources);
        this.maxBytes = maxBytes;
    }

    @Override
    public Fetched fetch(URI uri) throws IOException {
        Optional<Path> file =
                sources.stream().flatMap(source -> source.file(uri).stream()).findFirst();
        if (file.isEmpty()) {
            return new Fetched.Refused(
                    Reason.UNREADABLE, "the reference names nothing below a configured source: add its folder");
        }
        try {
            return fetch(file.get());
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
        String name = String.valueOf(file.getFileName());
        MessageDigest digest = Fingerprints.digest();
        if (version.size() <= MOST_BYTES_IN_MEMORY) {
            byte[] bytes = Files.readAllBytes(file);
            return new Fetched.Present(new DocumentSource.InMemory(bytes), digest.digest(bytes), version.text(), name);
        }
        try (InputStream input = new DigestInputStream(Files.newInputStream(file), digest)) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        return new Fetched.Present(new DocumentSource.OnDisk(file), digest.digest(), version.text(), name);
    }
}
