package dev.millrace.standalone;

import dev.millrace.core.opensearch.OpenSearchConfig;
import dev.millrace.embed.EmbedConfig;
import dev.millrace.embed.EncoderOpening;
import dev.millrace.encoder.MiniLmEncoder;
import dev.millrace.evaluation.knownitem.IndexSample;
import dev.millrace.evaluation.speed.Langchain4jIngestor.Ingested;
import dev.millrace.evaluation.speed.PipelineReport;
import dev.millrace.evaluation.speed.PipelineRound;
import dev.millrace.evaluation.speed.PipelineRound.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code speed pipeline}: the same files through a whole system and through langchain4j's ingestor, in turns. */
final class PipelineRun {

    /** Texts that come again in each round must be embedded again. */
    private static final Map<String, String> NO_CACHE = Map.of("millrace.embed.cache.directory", "");

    private static final int MOST_TEXTS = 2_000;
    private static final int TEXTS_A_CALL = 128;
    /** While much is left, looks are seldom: they cost processor time, which is measured. */
    private static final Duration SELDOM = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final double MUCH = 0.2;

    private final Workshop workshop;
    private final SpeedSystem system;
    private final List<Path> files;
    private final Footprint footprint;
    private final Langchain4jProcess langchain4j;
    private final MiniLmEncoder encoder;

    /**
     * What to measure.
     *
     * @param files the most that are taken of the folder, spread evenly over it
     */
    record Plan(Path docs, int files, int rounds) {}

    private PipelineRun(Workshop workshop, SpeedSystem system, List<Path> files) throws InterruptedException {
        this.workshop = workshop;
        this.system = system;
        this.files = files;
        this.footprint = Footprint.of(workshop.folder().system("system"), ProcessHandle.current());
        this.langchain4j = workshop.closer()
                .register(Langchain4jProcess.start(
                        OpenSearchConfig.from(system.system().settings()).url(),
                        system.beside().resolve("langchain4j.log")));
        this.encoder = workshop.closer()
                .register(EncoderOpening.open(EmbedConfig.from(system.system().settings())));
    }

    static PipelineReport measure(Workshop workshop, Plan plan) throws InterruptedException {
        List<Path> files = chosen(plan);
        workshop.say(List.of(
                files.size() + " files of " + plan.docs() + ", " + plan.rounds() + " rounds after one to warm up."));
        SpeedSystem system = SpeedSystem.start(workshop, NO_CACHE);
        try {
            Files.createDirectories(system.beside());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PipelineRun run = new PipelineRun(workshop, system, files);
        List<PipelineRound> rounds = new ArrayList<>();
        for (int round = 0; round <= plan.rounds(); round++) {
            PipelineRound measured = run.round(round);
            if (round > 0) {
                rounds.add(measured);
            }
        }
        workshop.line().end("All " + plan.rounds() + " rounds done.");
        return new PipelineReport(files.size(), rounds);
    }

    /** Who has the first turn changes from round to round. */
    private PipelineRound round(int number) throws InterruptedException {
        String name = number == 0 ? "Warming up: " : "Round " + number + ": ";
        Path folder = copied("round-" + number);
        boolean oursFirst = number % 2 == 0;
        Theirs theirs = oursFirst ? null : theirs(name, number, folder);
        Turn ours = ours(name, folder);
        double chunksPerSecond = encode(name);
        if (theirs == null) {
            theirs = theirs(name, number, system.inbox().resolve(folder.getFileName()));
        }
        return new PipelineRound(ours, theirs.cut(), theirs.uncut(), chunksPerSecond);
    }

    private record Theirs(Turn cut, Turn uncut) {}

    private Turn ours(String name, Path folder) throws InterruptedException {
        workshop.line().show(name + "Millrace");
        PipelineCounts before = system.counts();
        IndexSample index = system.system().sample();
        long searchableBefore = index.count();
        double cpuBefore = seconds(footprint.cpu());
        long begin = System.nanoTime();
        move(folder);
        PipelineCounts done = PipelineCounts.await(
                system.running(), before, PipelineCounts::taken, files.size(), this::untilNextLook);
        while (index.count() < searchableBefore + done.made()) {
            Thread.sleep(LOOK);
        }
        double took = (System.nanoTime() - begin) / 1e9;
        return new Turn(
                (int) (done.taken() - done.rejected()),
                done.made(),
                took,
                seconds(footprint.cpu()) - cpuBefore,
                footprint.servicesPeakRssBytes() - Footprint.peakRssBytes(langchain4j.handle()));
    }

    private Duration untilNextLook(PipelineCounts now) {
        boolean muchIsLeft = now.taken() < files.size() || now.indexed() < now.made() * (1 - MUCH);
        return muchIsLeft ? SELDOM : LOOK;
    }

    private Theirs theirs(String name, int number, Path folder) {
        workshop.line().show(name + "langchain4j");
        Turn cut = ingested("langchain4j-" + number, PipelineRound.SEGMENT_CHARS, folder);
        Turn uncut = ingested("langchain4j-uncut-" + number, PipelineRound.UNCUT_SEGMENT_CHARS, folder);
        return new Theirs(cut, uncut);
    }

    private Turn ingested(String index, int segmentChars, Path folder) {
        double cpuBefore = seconds(footprint.cpu().openSearch()) + seconds(Footprint.cpu(langchain4j.handle()));
        Ingested done = langchain4j.ingest(index, segmentChars, folder);
        return new Turn(
                done.documents(),
                done.chunks(),
                done.seconds(),
                seconds(footprint.cpu().openSearch()) + seconds(Footprint.cpu(langchain4j.handle())) - cpuBefore,
                Footprint.peakRssBytes(langchain4j.handle()));
    }

    /** Chunks a second of the bare encoder. */
    private double encode(String name) throws InterruptedException {
        workshop.line().show(name + "the bare encoder");
        List<String> texts = system.system().sample().texts(MOST_TEXTS);
        long begin = System.nanoTime();
        for (int from = 0; from < texts.size(); from += TEXTS_A_CALL) {
            encoder.embed(texts.subList(from, Math.min(texts.size(), from + TEXTS_A_CALL)));
        }
        return texts.size() / ((System.nanoTime() - begin) / 1e9);
    }

    /** The folder becomes a part of the inbox at once. */
    private void move(Path folder) {
        try {
            Files.move(folder, system.inbox().resolve(folder.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path copied(String name) {
        try {
            Path folder = Files.createDirectories(system.beside().resolve(name));
            for (int i = 0; i < files.size(); i++) {
                Files.copy(files.get(i), folder.resolve(i + "-" + files.get(i).getFileName()));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> chosen(Plan plan) {
        List<Path> all = DocumentFiles.in(plan.docs());
        int taken = Math.min(plan.files(), all.size());
        return IntStream.range(0, taken)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / taken)))
                .toList();
    }

    private static double seconds(Footprint.Cpu cpu) {
        return seconds(cpu.services().plus(cpu.kafka()).plus(cpu.openSearch()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
