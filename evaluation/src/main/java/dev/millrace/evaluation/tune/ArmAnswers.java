package dev.millrace.evaluation.tune;

import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.run.FoundPassage;
import java.util.List;

/** What each arm found for a question by itself, the best first. */
public record ArmAnswers(BeirQuery query, List<FoundPassage> lexical, List<FoundPassage> semantic) {

    public ArmAnswers {
        lexical = List.copyOf(lexical);
        semantic = List.copyOf(semantic);
    }
}
