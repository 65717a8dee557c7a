package dev.millrace.evaluation.beir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirReaderTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void aSmallCollection() throws IOException {
        write("corpus.jsonl", """
                {"_id": "d1", "title": "Mills", "text": "A mill race feeds the wheel.", "metadata": {}}
                {"_id": "d2", "title": "", "text": "No title."}
                """);
        write("queries.jsonl", """
                {"_id": "q1", "text": "what feeds the wheel"}

                {"_id": "q2", "text": "never judged"}
                """);
        write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n");
    }

    @Test
    void readsDocumentsAndTheJudgedQueries() {
        BeirCollection collection = BeirReader.read(folder, null);

        assertThat(collection.documents())
                .containsExactly(
                        new BeirDocument("d1", "Mills", "A mill race feeds the wheel."),
                        new BeirDocument("d2", "", "No title."));
        assertThat(collection.queries()).singleElement().satisfies(query -> {
            assertThat(query.text()).isEqualTo("what feeds the wheel");
            assertThat(query.judgements().relevance()).isEqualTo(Map.of("d1", 2, "d2", 0));
        });
        assertThat(collection.split()).isEqualTo("test");
        assertThat(collection.notices()).isEmpty();
    }

    @Test
    void theTitleIsReadBeforeTheText() {
        assertThat(BeirReader.read(folder, null).documents())
                .extracting(BeirDocument::content)
                .containsExactly("Mills\n\nA mill race feeds the wheel.", "No title.");
    }

    @Test
    void anotherSplitCanBeNamed() throws IOException {
        write("qrels/dev.tsv", "query-id\tcorpus-id\tscore\nq2\td2\t1\n");

        assertThat(BeirReader.read(folder, "dev").queries())
                .extracting(BeirQuery::id)
                .containsExactly("q2");
    }

    @Test
    void theOnlySplitNeedNotBeNamed() throws IOException {
        Files.move(folder.resolve("qrels/test.tsv"), folder.resolve("qrels/all.tsv"));

        assertThat(BeirReader.read(folder, null).split()).isEqualTo("all");
    }

    @Test
    void whatIsJudgedButNotThereIsTold() throws IOException {
        write("qrels/test.tsv", "q1\td1\t1\nq1\tgone\t1\nq9\td1\t1\n");

        assertThat(BeirReader.read(folder, null).notices())
                .containsExactly(
                        "1 judged queries are not in queries.jsonl, or empty: they are left out",
                        "1 judged documents are not in corpus.jsonl: nothing can find them, and they count as missed");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(folder.resolve("queries.jsonl"));

        assertThatThrownBy(() -> BeirReader.read(folder, null))
                .isInstanceOf(BeirException.class)
                .hasMessageContaining("queries.jsonl: is not there");
    }

    @Test
    void aBrokenLineIsNamedByItsNumber() throws IOException {
        write("corpus.jsonl", "{\"_id\": \"d1\", \"text\": \"a\"}\n{\"_id\": \"d2\"\n");

        assertThatThrownBy(() -> BeirReader.read(folder, null)).hasMessageContaining("corpus.jsonl:2: is not JSON");
    }

    @Test
    void aMissingFieldIsNamed() throws IOException {
        write("corpus.jsonl", "{\"_id\": \"d1\"}\n");

        assertThatThrownBy(() -> BeirReader.read(folder, null))
                .hasMessageContaining("corpus.jsonl:1: lacks the field text");
    }

    @Test
    void anIdThatComesTwiceIsRefused() throws IOException {
        write("queries.jsonl", "{\"_id\": \"q1\", \"text\": \"a\"}\n{\"_id\": \"q1\", \"text\": \"b\"}\n");

        assertThatThrownBy(() -> BeirReader.read(folder, null))
                .hasMessageContaining("queries.jsonl:2: the query q1 was there before");
    }

    @Test
    void aGradeThatIsNoNumberIsNamed() throws IOException {
        write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\tyes\n");

        assertThatThrownBy(() -> BeirReader.read(folder, null))
                .hasMessageContaining("test.tsv:2: the grade \"yes\" must be a whole number");
    }

    @Test
    void judgementsOfNoQueryAreRefused() throws IOException {
        write("qrels/test.tsv", "query-id\tcorpus-id\tscore\n");

        assertThatThrownBy(() -> BeirReader.read(folder, null)).hasMessageContaining("test.tsv: judges no query");
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
