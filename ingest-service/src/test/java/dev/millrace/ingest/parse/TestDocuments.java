package dev.millrace.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of {@code src/test/resources/documents}; one that is missing fails the test. */
final class TestDocuments {

    private TestDocuments() {}

    record Question(String file, String sentence, String paraphrase) {}

    static byte[] bytes(String file) {
        try (InputStream in = TestDocuments.class.getResourceAsStream("/documents/" + file)) {
            if (in == null) {
                throw new AssertionError("test document is missing: " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Question> questions() {
        return new String(bytes("questions.tsv"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t"))
                .map(fields -> new Question(fields[0], fields[1], fields[2]))
                .toList();
    }
}
