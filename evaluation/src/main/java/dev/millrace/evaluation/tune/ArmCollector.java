package dev.millrace.evaluation.tune;

import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.run.PassageApi;
import dev.millrace.evaluation.run.SearchMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks each arm by itself, as deep as each goes into a hybrid search by default. */
public final class ArmCollector {

    private static final int CANDIDATES = 100;

    private ArmCollector() {}

    /** @param progress told now and then how far it is */
    public static List<ArmAnswers> collect(PassageApi api, List<BeirQuery> queries, Consumer<String> progress)
            throws InterruptedException {
        List<ArmAnswers> answers = new ArrayList<>();
        for (BeirQuery query : queries) {
            answers.add(new ArmAnswers(
                    query,
                    api.passages(query.text(), SearchMode.LEXICAL, CANDIDATES),
                    api.passages(query.text(), SearchMode.SEMANTIC, CANDIDATES)));
            progress.accept(answers.size() + " of " + queries.size() + " questions asked of each arm");
        }
        return answers;
    }
}
