package dev.millrace.ingest.source.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which files of a folder are no documents: hidden ones (a name of the path begins with a dot), temporary ones of editors,
 * office programs, browsers and copying tools, and what desktops leave behind. README.md gives the same list.
 */
public final class IgnoredFiles {

    private static final List<String> PREFIXES = List.of(".", "~$");
    private static final List<String> SUFFIXES =
            List.of("~", ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".swp", ".swx");
    private static final Set<String> NAMES = Set.of("thumbs.db", "desktop.ini", "lost+found");

    private IgnoredFiles() {}

    /**
     * Decides by the name alone.
     *
     * @param relative path below the source's root
     */
    public static boolean ignored(Path relative) {
        for (Path part : relative) {
            if (ignored(part.toString().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean ignored(String name) {
        return NAMES.contains(name)
                || (name.startsWith("#") && name.endsWith("#"))
                || PREFIXES.stream().anyMatch(name::startsWith)
                || SUFFIXES.stream().anyMatch(name::endsWith);
    }
}
