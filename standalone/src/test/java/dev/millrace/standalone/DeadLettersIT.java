package dev.millrace.standalone;

import static dev.millrace.standalone.TestPipeline.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.kafka.KafkaConfig;
import dev.millrace.standalone.CommandRun.Ended;
import dev.millrace.standalone.deadletter.Letter;
import dev.millrace.standalone.deadletter.Letters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done about dead letters. */
class DeadLettersIT {

    private static final String BROKEN = "%PDF-1.7 and nothing that follows is a PDF";

    @TempDir
    private Path folder;

    private static TestPipeline pipeline;
    private static CommandRun commands;
    private static DocumentProducer producer;

    @BeforeAll
    static void start() throws Exception {
        pipeline = TestPipeline.shared();
        commands = new CommandRun(pipeline.settings());
        producer = new DocumentProducer(KafkaConfig.from(pipeline.settings()).bootstrapServers());
    }

    @Test
    void aReplayedLetterDoesNotBringBackWhatWasReplaced() throws Exception {
        Letter letter = rejected("letters/replaced");
        producer.send("letters/replaced", "The muleteer wrote it anew.", "text/plain");
        eventually(
                () -> assertThat(pipeline.texts("muleteer anew", "lexical", 1)).hasSize(1));

        Ended replayed = commands.run("dead-letters", "replay", letter.id().toString());

        assertThat(replayed.out()).contains("replayed " + letter.id(), "1 of 1 dead letters");
        assertThat(replayed.status()).isZero();
        assertThat(commands.run("verify").status()).isZero();
        assertThat(pipeline.texts("muleteer anew", "lexical", 1)).hasSize(1);
        assertThat(open("letters/replaced")).isEmpty();
    }

    @Test
    void aLetterThatFailsAgainIsANewOneOfTheSamePlace() throws Exception {
        Letter first = rejected("letters/again");

        assertThat(commands.run("dead-letters", "replay", "--document", "letters/ag*")
                        .status())
                .isZero();

        eventually(() -> assertThat(open("letters/again")).singleElement().satisfies(second -> {
            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(second.rejection().origin().offset())
                    .isEqualTo(first.rejection().origin().offset());
            assertThat(second.rejection().origin().topic()).isEqualTo("millrace.documents");
        }));
    }

    @Test
    void aDroppedLetterIsNeitherListedNorCounted() throws Exception {
        Letter letter = rejected("letters/dropped");
        eventually(() -> assertThat(counted()).isPositive());
        long before = counted();

        Ended dropped = commands.run("dead-letters", "drop", "--reason", "CORRUPT", "--document", "letters/dropped");

        assertThat(dropped.out()).contains("dropped " + letter.id());
        eventually(() -> assertThat(counted()).isLessThan(before));
        assertThat(commands.run("dead-letters", "list").out()).doesNotContain("letters/dropped");
        assertThat(commands.run("dead-letters", "list", "--all").out()).contains("letters/dropped  (dropped)");
        assertThat(commands.run("dead-letters", "drop", letter.id().toString()).out())
                .contains("no such dead letters");
    }

    @Test
    void aLetterIsShownWithItsValue() throws Exception {
        Letter letter = rejected("letters/shown");
        Path value = folder.resolve("value");

        Ended shown = commands.run("dead-letters", "show", letter.id().toString(), "--value", value.toString());

        assertThat(shown.out()).contains("letters/shown", "CORRUPT", BROKEN.length() + " bytes", "content-type");
        assertThat(value).hasContent(BROKEN);
        assertThat(Files.size(value)).isEqualTo(BROKEN.length());
    }

    @Test
    void nothingIsChangedUnlessItIsSaidWhat() throws Exception {
        assertThat(commands.run("dead-letters", "replay").status()).isEqualTo(2);
        assertThat(commands.run("dead-letters", "drop").err()).contains("--all");
        assertThat(commands.run("dead-letters", "drop", "first").status()).isEqualTo(2);
        assertThat(commands.run("dead-letters", "show", "0-999999").status()).isEqualTo(2);
    }

    private static Letter rejected(String documentId) throws Exception {
        producer.send(documentId, BROKEN, "application/pdf");
        eventually(() -> assertThat(open(documentId)).hasSize(1));
        return open(documentId).getFirst();
    }

    private static List<Letter> open(String documentId) {
        return new Letters(KafkaConfig.from(pipeline.settings()), "millrace.dead-letters")
                .read(letter -> letter.isOpen() && letter.documentId().equals(documentId));
    }

    private static long counted() {
        return pipeline.json("/status").path("dead_letters").asLong();
    }
}
