package dev.millrace.ingest.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredFilesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".hidden.md",
                "sub/.git/config",
                "~$letter.docx",
                "letter.docx~",
                "#notes#",
                "a.TMP",
                "film.part",
                "x.crdownload",
                "Thumbs.db",
                "sub/desktop.ini",
                ".report.pdf.Xy12Zt",
                "lost+found/1"
            })
    void hiddenAndTemporaryFilesAreNoDocuments(String path) {
        assertThat(IgnoredFiles.ignored(Path.of(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.md", "sub/report.pdf", "#1 offer.docx", "part.txt", "a~b.txt", "中文名称.txt", "README"})
    void everythingElseIs(String path) {
        assertThat(IgnoredFiles.ignored(Path.of(path))).isFalse();
    }
}
