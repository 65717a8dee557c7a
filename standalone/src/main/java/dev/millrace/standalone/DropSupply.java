package dev.millrace.standalone;

import dev.millrace.evaluation.speed.ProseDocuments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Files without end to be dropped one after the other, each with a word of its own in its text or in its name. */
final class DropSupply {

    private static final int SEED = 5;
    /** As many as are read over and over. */
    private static final int MOST_FILES = 100;

    private final ProseDocuments prose = ProseDocuments.ofSeed(SEED);
    private final List<Path> files;
    private int next;

    /** @param docs a folder of files to be dropped over and over under new names; null for texts that are generated */
    DropSupply(@Nullable Path docs) {
        this.files = new ArrayList<>(docs == null ? List.of() : sample(docs));
    }

    /** The files of a folder and those below it that a watcher would take, in no order, at most a hundred. */
    private static List<Path> sample(Path docs) {
        List<Path> all = new ArrayList<>(DocumentFiles.in(docs));
        Collections.shuffle(all, new Random(SEED));
        return all.subList(0, Math.min(MOST_FILES, all.size()));
    }

    /** Different real files; 0 where texts are generated. */
    int files() {
        return files.size();
    }

    Drop next() {
        String word = prose.uniqueWord();
        if (files.isEmpty()) {
            return Drop.ofText(word + ".txt", word, prose.document(word, 1));
        }
        Path original = files.get(next++ % files.size());
        return Drop.ofFile(word + " " + original.getFileName(), word, original);
    }

    /** From now on without the real files that these drops were made of. */
    void leaveOut(List<Drop> drops) {
        if (files.isEmpty()) {
            return;
        }
        Set<String> names = drops.stream()
                .map(drop -> drop.name().substring(drop.word().length() + 1))
                .collect(Collectors.toSet());
        files.removeIf(file -> names.contains(String.valueOf(file.getFileName())));
        if (files.isEmpty()) {
            throw CommandFailure.failed("None of the files in --docs that were tried is found by a search: see whether"
                    + " they hold text");
        }
    }
}
