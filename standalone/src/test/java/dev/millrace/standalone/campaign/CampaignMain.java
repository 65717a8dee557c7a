package dev.millrace.standalone.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./millrace-campaign} runs. */
@Command(
        name = "millrace-campaign",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Kills and hinders every part of Millrace while documents change, and compares the index with what"
                        + " it must hold. The same seed plans the same operations and faults. Exits with 1 for any difference.")
final class CampaignMain implements Callable<Integer> {

    private static final Plan.Size SIZE = new Plan.Size(Duration.ofSeconds(15), 60, 4);
    private static final Duration RECOVERY = Duration.ofMinutes(12);

    @Option(names = "--minutes", defaultValue = "20", description = "How long to go on (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--seed", defaultValue = "1", description = "What decides all that happens (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--folder",
            defaultValue = "target/campaign",
            description = "Where a folder for data and logs is made (${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--unplug-minutes",
            description = "Instead: take OpenSearch away for so long while documents change, then compare.")
    private int unplugMinutes;

    @Option(
            names = "--again",
            paramLabel = "FILES",
            description = "Instead: measure what so many files cost the second time.")
    private int again;

    @Option(
            names = "--bucket-objects",
            paramLabel = "OBJECTS",
            description = "Instead: put so many objects into a bucket (20 or more), change and delete some, kill"
                    + " ingest-service in the midst of both, then compare.")
    private int bucketObjects;

    @Option(names = "--json", description = "A file to write the report to, too.")
    private Path json;

    public static void main(String[] args) {
        System.exit(new CommandLine(new CampaignMain()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path run = Files.createTempDirectory(Files.createDirectories(folder), "seed-" + seed + "-");
        System.out.println("Logs and data are in " + run);
        boolean well;
        if (unplugMinutes > 0) {
            well = Unplugged.run(run, seed, Duration.ofMinutes(unplugMinutes));
        } else if (again > 0) {
            well = Again.run(run, seed, again);
        } else if (bucketObjects > 0) {
            well = BucketLifeCycle.run(run, seed, bucketObjects);
        } else {
            well = campaign(run);
        }
        return well ? 0 : 1;
    }

    private boolean campaign(Path run) throws IOException, InterruptedException {
        try (Campaign campaign = Campaign.start(run, seed, RECOVERY)) {
            Report report = campaign.run(new Plan(seed, SIZE), Duration.ofMinutes(minutes));
            System.out.println(report);
            if (json != null) {
                Files.writeString(json, report.json());
            }
            return report.clean();
        }
    }
}
