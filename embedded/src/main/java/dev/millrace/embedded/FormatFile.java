package dev.millrace.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** The file {@code format} of a data directory: the layout of the directory and the version of each node. */
final class FormatFile {

    static final String NAME = "format";
    private static final String LAYOUT = "layout";

    private final Path file;

    FormatFile(Path dataDirectory) {
        file = dataDirectory.resolve(NAME);
    }

    Optional<DataFormat> read(NodeKind kind) throws IOException {
        Properties properties = load();
        String layout = properties.getProperty(LAYOUT);
        String version = properties.getProperty(kind.fileName());
        return layout == null || version == null
                ? Optional.empty()
                : Optional.of(new DataFormat(Integer.parseInt(layout.strip()), version.strip()));
    }

    void write(NodeKind kind, DataFormat format) throws IOException {
        // Both nodes of a stack write their version at about the same time.
        synchronized (FormatFile.class) {
            Properties properties = load();
            properties.setProperty(LAYOUT, Integer.toString(format.layout()));
            properties.setProperty(kind.fileName(), format.version());
            Path complete = file.resolveSibling(NAME + ".new");
            try (Writer writer = Files.newBufferedWriter(complete)) {
                properties.store(writer, "What wrote this directory. Do not edit.");
            }
            Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Properties load() throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return properties;
    }
}
