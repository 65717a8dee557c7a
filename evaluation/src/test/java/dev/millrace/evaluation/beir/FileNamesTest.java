package dev.millrace.evaluation.beir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNamesTest {

    @TempDir
    private Path folder;

    @Test
    void eachLineNamesAFileAndItsDocument() throws IOException {
        assertThat(FileNames.read(table("a.pdf\td1\nsub/b c.pdf\td2\n")))
                .isEqualTo(Map.of("a.pdf", "d1", "sub/b c.pdf", "d2"));
    }

    @Test
    void aLineWithoutATabIsNamed() throws IOException {
        Path table = table("a.pdf\td1\nb.pdf d2\n");
        assertThatThrownBy(() -> FileNames.read(table))
                .isInstanceOf(BeirException.class)
                .hasMessageContaining("ids.tsv:2: must have two columns");
    }

    @Test
    void aFileOrADocumentThatComesTwiceIsRefused() throws IOException {
        Path files = table("a.pdf\td1\na.pdf\td2\n");
        assertThatThrownBy(() -> FileNames.read(files)).hasMessageContaining("the file a.pdf was there before");
        Path documents = table("a.pdf\td1\nb.pdf\td1\n");
        assertThatThrownBy(() -> FileNames.read(documents)).hasMessageContaining("the document d1 was there before");
    }

    private Path table(String content) throws IOException {
        return Files.writeString(folder.resolve("ids.tsv"), content);
    }
}
