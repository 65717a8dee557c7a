package dev.millrace.standalone.campaign;

import dev.millrace.standalone.campaign.Document.Way;
import dev.millrace.standalone.campaign.Operation.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Draws one operation after the other; which ones is decided by the random numbers alone. */
public final class Operations {

    private static final int FEW = 6;
    private static final int MOST_PARAGRAPHS = 8;
    private static final int MOST_GROWTH = 3;
    private static final int REORDERED = 20;
    /** Names that were trouble somewhere once. */
    private static final String[] FOLDERS = {"", "plain/", "a b/", "a+b/", "50%/", "Größe/", "de/ep/er/"};

    private final Random random;
    private final String prefix;
    private final List<Way> ways;
    private final int most;
    private final Model model = new Model();
    private int created;

    /**
     * @param prefix of the names of all documents
     * @param ways how documents come in
     * @param most how many documents there are at a time, about
     */
    public Operations(Random random, String prefix, List<Way> ways, int most) {
        this.random = random;
        this.prefix = prefix;
        this.ways = List.copyOf(ways);
        this.most = most;
    }

    public Operation next() {
        Operation operation = draw();
        model.apply(operation);
        return operation;
    }

    private Operation draw() {
        int documents = model.present().size();
        int dice = documents < FEW ? 0 : documents > most ? random.nextInt(20, 100) : random.nextInt(100);
        Document one = documents == 0 ? null : any(model.present().keySet(), document -> true);
        Document file = any(model.present().keySet(), document -> document.way() != Way.TOPIC);
        Document message = any(model.present().keySet(), document -> document.way() == Way.TOPIC);
        Document gone = any(model.gone(), document -> true);
        if (dice < 25 || one == null) {
            return new Operation.Put(fresh(), text(), Change.CREATE);
        } else if (dice < 45) {
            return new Operation.Put(one, model.present().get(one).edited(random), Change.EDIT);
        } else if (dice < 52) {
            return new Operation.Put(one, model.present().get(one).shrunk(random), Change.SHRINK);
        } else if (dice < 59) {
            return grown(one);
        } else if (dice < 67 && gone != null) {
            return new Operation.Put(gone, text(), Change.RECREATE);
        } else if (dice < 78) {
            return new Operation.Delete(one);
        } else if (dice < 83 && file != null) {
            return new Operation.Rename(file, fresh(file.way()));
        } else if (dice < 87 && file != null) {
            return new Operation.Touch(file);
        } else if (dice < 92) {
            return new Operation.Repeat(one);
        } else if (dice < 95 && message != null) {
            return new Operation.Corrupt(message, random.nextLong());
        } else if (dice < 98 && message != null) {
            return new Operation.Late(message);
        }
        return new Operation.Reorder(random.nextLong(), REORDERED);
    }

    private Operation grown(Document document) {
        Text text = model.present().get(document);
        return text.paragraphs().size() > 2 * MOST_PARAGRAPHS
                ? new Operation.Put(document, text.shrunk(random), Change.SHRINK)
                : new Operation.Put(document, text.grown(random, random.nextInt(1, MOST_GROWTH)), Change.GROW);
    }

    private Text text() {
        return Text.random(random, random.nextInt(1, MOST_PARAGRAPHS));
    }

    private Document fresh() {
        return fresh(ways.get(random.nextInt(ways.size())));
    }

    private Document fresh(Way way) {
        String folder = FOLDERS[random.nextInt(FOLDERS.length)];
        created++;
        return new Document(way, prefix + folder + way.name().charAt(0) + created + ".txt");
    }

    private @Nullable Document any(Collection<Document> documents, Predicate<Document> wanted) {
        List<Document> candidates = new ArrayList<>(documents);
        candidates.removeIf(wanted.negate());
        return candidates.isEmpty() ? null : candidates.get(random.nextInt(candidates.size()));
    }
}
