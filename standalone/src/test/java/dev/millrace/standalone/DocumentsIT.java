package dev.millrace.standalone;

import static dev.millrace.standalone.TestPipeline.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One real file of each of twelve formats goes from the inbox to a search's first hits. */
class DocumentsIT {

    /** A file, a sentence of its text, and a question that has few words in common with it. */
    record Question(String file, String sentence, String paraphrase) {

        private static Question of(String line) {
            String[] columns = line.split("\t");
            return new Question(columns[0], columns[1], columns[2]);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    private static TestPipeline pipeline;

    static List<Question> questions() throws IOException {
        try (Stream<String> lines = Files.lines(TestPipeline.DOCUMENTS.resolve("questions.tsv"))) {
            return lines.filter(line -> !line.isBlank()).map(Question::of).toList();
        }
    }

    @BeforeAll
    static void drop() throws Exception {
        pipeline = TestPipeline.shared();
        for (Question question : questions()) {
            pipeline.drop(question.file(), "formats/" + question.file());
        }
    }

    @Test
    void thereAreTwelveFormats() throws IOException {
        assertThat(questions().stream()
                        .map(question -> question.file().replaceAll(".*\\.", ""))
                        .distinct())
                .hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isFoundByItsWords(Question question) {
        eventually(() ->
                assertThat(pipeline.found(question.sentence(), "lexical", 3)).startsWith(question.file()));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isFoundByItsMeaning(Question question) {
        eventually(() ->
                assertThat(pipeline.found(question.paraphrase(), "semantic", 3)).contains(question.file()));
        // Here the words that the question shares with other documents have their say too.
        assertThat(pipeline.found(question.paraphrase(), "hybrid", 5)).contains(question.file());
    }
}
