package dev.millrace.standalone;

import dev.millrace.core.config.Settings;
import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.core.kafka.TopicsConfig;
import dev.millrace.standalone.deadletter.Letters;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the commands on dead letters have in common: the system that they mean, and what to say when it is away. */
@Command
abstract class LetterCommand extends SubCommand {

    @Mixin
    private final SystemSettings system = new SystemSettings();

    @Override
    public final Integer call() throws InterruptedException {
        Settings settings = system.load();
        String topic = TopicsConfig.from(settings).deadLetters();
        try {
            return call(settings, new Letters(KafkaConfig.from(settings), topic));
        } catch (KafkaException e) {
            throw unreachable(topic, e);
        } catch (ExecutionException e) {
            throw unreachable(topic, e.getCause() == null ? e : e.getCause());
        } catch (IOException e) {
            throw CommandFailure.failed("It failed (" + e.getMessage() + "): check the disk and try again");
        }
    }

    abstract Integer call(Settings settings, Letters letters)
            throws IOException, InterruptedException, ExecutionException;

    /** What a suggested command needs to mean the same system. */
    String flag() {
        return system.flag();
    }

    private static CommandFailure unreachable(String topic, Throwable cause) {
        return CommandFailure.unreachable("The dead letters of " + topic + " can't be reached (" + cause.getMessage()
                + "): see that Kafka runs, and try again");
    }
}
