package dev.millrace.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.core.config.Settings;
import dev.millrace.core.deadletter.DeadLetter;
import dev.millrace.ingest.document.ReferenceCodec;
import dev.millrace.standalone.deadletter.Letter;
import dev.millrace.standalone.deadletter.Letters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace dead-letters show}. */
@Command(name = "show", description = "Show one dead letter with all its headers.")
final class DeadLettersShowCommand extends LetterCommand {

    @Parameters(paramLabel = "ID", description = "The letter as it is listed: <partition>-<offset>.")
    private String id = "";

    @Option(names = "--value", paramLabel = "FILE", description = "Write the rejected record's value to a file.")
    private @Nullable Path file;

    @Override
    Integer call(Settings settings, Letters letters) throws IOException {
        List<Letter> found = letters.read(letter -> letter.id().toString().equals(id));
        Optional<ConsumerRecord<byte[], byte[]>> record =
                found.stream().findFirst().flatMap(letters::record);
        if (record.isEmpty()) {
            throw CommandFailure.wrongUse(
                    "There is no dead letter " + id + ": `millrace dead-letters list --all" + flag() + "` shows them");
        }
        print(found.getFirst(), record.get());
        if (file != null) {
            save(file, record.get().value());
        }
        return OK;
    }

    private void print(Letter letter, ConsumerRecord<byte[], byte[]> record) {
        DeadLetter rejection = letter.rejection();
        line("letter", letter.id().toString());
        line("written", letter.written().toString());
        line("state", letter.resolved().map(how -> how.written()).orElse("open"));
        line("document", Printable.text(letter.documentId()));
        line("rejected by", rejection.stage());
        line("reason", rejection.reason().name());
        line("message", rejection.message());
        line(
                "first stood at",
                rejection.origin().topic() + ", partition " + rejection.origin().partition() + ", offset "
                        + rejection.origin().offset());
        line("key", record.key() == null ? "none" : Printable.text(new String(record.key(), UTF_8)));
        line("value", value(record));
        for (Header header : record.headers()) {
            if (!header.key().startsWith(DeadLetter.PREFIX)) {
                line("header " + Printable.text(header.key()), header(header));
            }
        }
        if (rejection.stackSummary() != null) {
            line("stack", "");
            rejection.stackSummary().lines().forEach(frame -> out().println("    " + Printable.text(frame)));
        }
    }

    private void line(String name, String value) {
        out().printf("%-16s %s%n", name + ":", value);
    }

    private static String value(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return "none: the record says that the document is gone";
        }
        Header type = record.headers().lastHeader("content-type");
        boolean reference =
                type != null && type.value() != null && header(type).startsWith(ReferenceCodec.CONTENT_TYPE);
        return reference ? "a reference, " + Printable.text(new String(value, UTF_8)) : value.length + " bytes";
    }

    private static String header(Header header) {
        return header.value() == null ? "" : Printable.text(new String(header.value(), UTF_8));
    }

    private void save(Path file, byte @Nullable [] value) throws IOException {
        if (value == null) {
            throw CommandFailure.wrongUse("The letter " + id + " has no value that could be written to " + file);
        }
        Files.write(file, value);
        out().println(value.length + " bytes were written to " + file + ".");
    }
}
