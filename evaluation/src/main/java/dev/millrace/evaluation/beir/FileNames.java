package dev.millrace.evaluation.beir;

import dev.millrace.evaluation.beir.Lines.Malformed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads which document of a collection each file of a folder is: the file's path in it, a tab, and the document's id. */
public final class FileNames {

    private final Map<String, String> idByFile = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    private FileNames() {}

    /**
     * Ids of documents by the path of their file in its folder, with {@code /} between names.
     *
     * @throws BeirException with a sentence that names file and line
     */
    public static Map<String, String> read(Path table) {
        FileNames names = new FileNames();
        Lines.read(table, (number, line) -> names.take(line));
        return Map.copyOf(names.idByFile);
    }

    private void take(String line) throws Malformed {
        String[] columns = line.split("\t", -1);
        if (columns.length != 2 || columns[0].isBlank() || columns[1].isBlank()) {
            throw new Malformed("must have two columns separated by a tab: the path of a file, and a document id");
        }
        String id = columns[1].strip();
        if (idByFile.put(columns[0], id) != null) {
            throw new Malformed("the file " + columns[0] + " was there before: each is one document");
        }
        if (!ids.add(id)) {
            throw new Malformed("the document " + id + " was there before: each is one file");
        }
    }
}
