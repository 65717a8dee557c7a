package dev.millrace.standalone;

import dev.millrace.evaluation.speed.FreshnessAtLoad;
import dev.millrace.evaluation.speed.FreshnessReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code speed freshness}: how long from a drop until a search finds it, idle and at shares of the capacity. */
final class FreshnessRun {

    private static final double[] LOADS = {0.25, 0.5, 0.8};
    private static final int WARM_UP_DROPS = 60;
    private static final int WARM_UP_SINGLES = 5;
    private static final int LEAST_BURST = 20;
    private static final int MOST_BURST = 5_000;
    /** What is in the index is found at its next refresh. */
    private static final Duration REFRESHED = Duration.ofSeconds(30);

    private final Workshop workshop;
    private final Plan plan;
    private final DropSupply supply;
    private final SpeedSystem system;
    private final DropLoads loads;

    /**
     * What is measured.
     *
     * @param span how long each load lasts
     * @param idleDrops how many single documents
     * @param docs a folder of files to be dropped; null for generated texts
     */
    record Plan(Duration span, int idleDrops, @Nullable Path docs) {}

    private FreshnessRun(Workshop workshop, Plan plan, DropSupply supply, SpeedSystem system) {
        this.workshop = workshop;
        this.plan = plan;
        this.supply = supply;
        this.system = system;
        this.loads = new DropLoads(system, supply, workshop.line());
    }

    static FreshnessReport measure(Workshop workshop, Plan plan) throws InterruptedException {
        DropSupply supply = new DropSupply(plan.docs());
        // Files that come again must be embedded again, or the second time would be too good.
        Map<String, String> overrides = plan.docs() == null ? Map.of() : Map.of(EvaluationSystem.CACHE, "");
        return new FreshnessRun(workshop, plan, supply, SpeedSystem.start(workshop, overrides)).measure();
    }

    private FreshnessReport measure() throws InterruptedException {
        int files = supply.files();
        double estimate = warmUp();
        List<String> facts = facts(files);
        workshop.say(facts);
        int documents = Math.clamp(Math.round(estimate * plan.span().toMillis() / 1e3), LEAST_BURST, MOST_BURST);
        workshop.line().show("Capacity: " + documents + " documents at once");
        double capacity = loads.burst(documents).perSecond();
        List<FreshnessAtLoad> results = new ArrayList<>();
        results.add(loads.idle(plan.idleDrops()));
        for (double load : LOADS) {
            results.add(loads.atLoad(load, load * capacity, plan.span()));
        }
        workshop.line().end("All loads measured.");
        return new FreshnessReport(capacity, facts, results);
    }

    /** Leaves out the files that no search finds. Returns documents a second, roughly. */
    private double warmUp() throws InterruptedException {
        workshop.line().show("Warming up");
        List<Drop> drops = loads.burst(Math.max(WARM_UP_DROPS, supply.files())).drops();
        long since = System.nanoTime();
        List<CompletableFuture<OptionalDouble>> found = drops.stream()
                .map(drop -> system.watch().expect(drop, since, REFRESHED))
                .toList();
        List<Drop> lost = new ArrayList<>();
        for (int i = 0; i < drops.size(); i++) {
            if (SearchWatch.await(found.get(i)).isEmpty()) {
                lost.add(drops.get(i));
            }
        }
        supply.leaveOut(lost);
        loads.idle(WARM_UP_SINGLES);
        return loads.burst(WARM_UP_DROPS).perSecond();
    }

    /** @param files how many real files there were at first */
    private List<String> facts(int files) {
        return List.of(
                files == 0
                        ? "Dropped are generated texts of some 90 words, out of this project's own documentation."
                        : "Dropped are " + supply.files() + " files of " + plan.docs() + ", again and again under new"
                                + " names, with no vector cache (" + (files - supply.files())
                                + " others hold no text, or can't be processed).",
                "A file is written beside the inbox and renamed into it; its time ends with the answer of the search API"
                        + " that has it, asked by keyword " + SearchWatch.PAUSE.toMillis()
                        + " ms after the last answer, "
                        + SearchWatch.PAUSE_AT_LOAD.toMillis() + " ms while several are outstanding.",
                "Idle: each is dropped 0.3 to 1 s after the one before was found.",
                "At load: documents arrive at random times that wait for nothing, and a time begins when the schedule"
                        + " says; each load lasts " + plan.span().toMillis() / 1e3 + " s after a lead-in of a fifth of"
                        + " that; at most " + DropLoads.MOST_SEARCHED_PER_SECOND
                        + " documents a second, drawn at random, are searched for.",
                "The system was warmed up before, and runs in one process with what measures it.");
    }
}
