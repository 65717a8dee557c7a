package dev.millrace.evaluation.run;

import dev.millrace.evaluation.beir.BeirDocument;
import dev.millrace.evaluation.beir.BeirQuery;
import dev.millrace.evaluation.metric.Ranking;
import dev.millrace.evaluation.metric.Scores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks every question in every mode, and measures what comes back. */
public final class Evaluator {

    /** As deep as the deepest measure looks. */
    private static final int DEPTH = 100;

    private final SearchApi api;
    private final Map<String, String> textOf = new HashMap<>();
    private final Consumer<String> progress;

    /**
     * @param documents those in the index
     * @param progress told now and then how far it is
     */
    public Evaluator(SearchApi api, List<BeirDocument> documents, Consumer<String> progress) {
        this.api = api;
        this.progress = progress;
        documents.forEach(document -> textOf.put(document.id(), document.text()));
    }

    /** Asks one question after the other, each in all modes, so that what else the machine does hits all alike. */
    public Evaluation evaluate(List<BeirQuery> queries, List<SearchMode> modes) throws InterruptedException {
        List<Tally> tallies = modes.stream().map(Tally::new).toList();
        int asked = 0;
        for (BeirQuery query : queries) {
            for (Tally tally : tallies) {
                long begin = System.nanoTime();
                Map<String, Double> found = api.documents(query.text(), tally.mode, DEPTH);
                tally.add(Scores.of(ranking(query, found), query.judgements()), System.nanoTime() - begin);
            }
            asked++;
            progress.accept(asked + " of " + queries.size() + " questions asked");
        }
        return new Evaluation(queries, tallies.stream().map(Tally::result).toList());
    }

    /** Some collections ask with a document's own text: that document is then no answer, as BEIR has it too. */
    private Ranking ranking(BeirQuery query, Map<String, Double> found) {
        if (query.text().equals(textOf.get(query.id()))) {
            Map<String, Double> others = new HashMap<>(found);
            others.remove(query.id());
            return Ranking.ofScores(others);
        }
        return Ranking.ofScores(found);
    }

    /** What is gathered of one mode. */
    private static final class Tally {

        private final SearchMode mode;
        private final List<Scores> scores = new ArrayList<>();
        private final List<Long> nanos = new ArrayList<>();

        Tally(SearchMode mode) {
            this.mode = mode;
        }

        void add(Scores ofQuery, long took) {
            scores.add(ofQuery);
            nanos.add(took);
        }

        ModeResult result() {
            List<Long> sorted = nanos.stream().sorted().toList();
            Duration median = sorted.isEmpty() ? Duration.ZERO : Duration.ofNanos(sorted.get(sorted.size() / 2));
            return new ModeResult(mode, scores, median);
        }
    }
}
