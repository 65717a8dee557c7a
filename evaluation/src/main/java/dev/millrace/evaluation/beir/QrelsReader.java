package dev.millrace.evaluation.beir;

import dev.millrace.evaluation.beir.Lines.Malformed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads judgements: query, document and grade, separated by tabs. A first line that has no number is a heading. */
final class QrelsReader {

    private static final int COLUMNS = 3;
    private static final int TREC_COLUMNS = 4;

    private final Path file;
    private final Map<String, Map<String, Integer>> qrels = new LinkedHashMap<>();

    QrelsReader(Path file) {
        this.file = file;
    }

    /** Grades by query and document. */
    Map<String, Map<String, Integer>> read() {
        Lines.read(file, this::take);
        return qrels;
    }

    private void take(int number, String line) throws Malformed {
        String[] columns = line.split("\t", -1);
        if (columns.length == TREC_COLUMNS) { // as trec_eval has it, with an iteration that nobody uses
            columns = new String[] {columns[0], columns[2], columns[3]};
        }
        if (columns.length != COLUMNS) {
            throw new Malformed("must have three columns separated by tabs: query id, document id, grade");
        }
        String grade = columns[2].strip();
        if (grade.matches("-?\\d{1,6}")) {
            qrels.computeIfAbsent(columns[0].strip(), query -> new LinkedHashMap<>())
                    .put(columns[1].strip(), Integer.parseInt(grade));
        } else if (number > 1) {
            throw new Malformed("the grade \"" + grade + "\" must be a whole number");
        }
    }
}
