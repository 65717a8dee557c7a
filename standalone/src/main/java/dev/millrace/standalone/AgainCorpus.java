package dev.millrace.standalone;

import dev.millrace.evaluation.speed.ProseDocuments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The documents that come more than once: generated texts, and files of a folder if one is named. */
final class AgainCorpus {

    static final int PARAGRAPHS = 8;
    private static final int SEED = 11;
    private static final String GENERATED = "generated-";

    private final ProseDocuments prose = ProseDocuments.ofSeed(SEED);
    private final List<Drop> files = new ArrayList<>();
    private final List<String> texts;

    private AgainCorpus(int generated) {
        this.texts = new ArrayList<>(IntStream.range(0, generated)
                .mapToObj(i -> prose.document(prose.uniqueWord(), PARAGRAPHS))
                .toList());
        for (int i = 0; i < generated; i++) {
            String text = texts.get(i);
            files.add(Drop.ofText(name(i), name(i), text));
        }
    }

    static AgainCorpus of(AgainRun.Plan plan) {
        Path docs = plan.docs();
        if (docs == null) {
            return new AgainCorpus(plan.files());
        }
        AgainCorpus corpus = new AgainCorpus(plan.edits());
        List<Path> originals = DocumentFiles.in(docs);
        for (int i = 0; i < originals.size(); i++) {
            Path original = originals.get(i);
            // One folder holds them all, so names from several need a number.
            String name = i + "-" + Objects.requireNonNull(original.getFileName());
            corpus.files.add(Drop.ofFile(name, name, original));
        }
        return corpus;
    }

    int size() {
        return files.size();
    }

    /** How many of them are texts whose paragraphs can be edited. */
    int editable() {
        return texts.size();
    }

    /** Writes all files anew into a folder that is beside the inbox. */
    void stage(Path beside) {
        files.forEach(file -> file.write(beside));
    }

    /** Renames what was staged into the inbox. */
    void moveInto(Path inbox, Path beside) {
        files.forEach(file -> file.move(inbox, beside));
    }

    /** The document of this number, in turn, with a new word in a paragraph. */
    Drop edit(int number) {
        int chosen = number % texts.size();
        String word = prose.uniqueWord();
        String edited = ProseDocuments.edited(texts.get(chosen), word);
        texts.set(chosen, edited);
        return Drop.ofText(name(chosen), word, edited);
    }

    private static String name(int number) {
        return GENERATED + number + ".txt";
    }
}
