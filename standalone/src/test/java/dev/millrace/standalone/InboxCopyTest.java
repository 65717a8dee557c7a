package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.standalone.InboxCopy.Copied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxCopyTest {

    @TempDir
    private Path temporary;

    private Path inbox;
    private Path source;

    @BeforeEach
    void createFolders() throws IOException {
        inbox = Files.createDirectory(temporary.resolve("inbox"));
        source = Files.createDirectory(temporary.resolve("my files"));
    }

    @Test
    void aFolderKeepsItsStructureAndLosesWhatIsNoDocument() throws IOException {
        write("a.txt", "one");
        write("deep/er/b.txt", "two");
        write(".git/config", "hidden");
        write("deep/.c.txt", "hidden");
        write("deep/~$letter.docx", "temporary");

        assertThat(add(source)).isEqualTo(new Copied(2, 0, 0, 2));
        assertThat(inboxFiles()).containsExactly("my files/a.txt", "my files/deep/er/b.txt");
    }

    @Test
    void theSameFileAgainChangesNothing() throws IOException {
        Path file = write("a.txt", "one");

        assertThat(add(file)).isEqualTo(new Copied(1, 0, 0, 0));
        assertThat(add(file)).isEqualTo(new Copied(0, 0, 1, 0));
    }

    @Test
    void anotherContentUnderTheSameNameIsAnEdit() throws IOException {
        add(write("a.txt", "one"));

        assertThat(add(write("a.txt", "two"))).isEqualTo(new Copied(0, 1, 0, 0));
        assertThat(inbox.resolve("a.txt")).hasContent("two");
        assertThat(inboxFiles()).containsExactly("a.txt");
    }

    @Test
    void whatIsInTheInboxAlreadyIsNotCopiedIntoItself() throws IOException {
        Path inside = Files.writeString(inbox.resolve("a.txt"), "one");

        assertThat(add(inside)).isEqualTo(new Copied(0, 0, 1, 0));
        assertThat(inboxFiles()).containsExactly("a.txt");
    }

    private Copied add(Path path) throws IOException {
        InboxCopy copy = new InboxCopy(inbox);
        copy.add(path);
        return copy.copied();
    }

    private Path write(String name, String text) throws IOException {
        Path file = source.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> inboxFiles() throws IOException {
        try (Stream<Path> files = Files.walk(inbox)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> inbox.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
