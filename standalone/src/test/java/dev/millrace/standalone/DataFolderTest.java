package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    private static final SystemState STOPPED = new SystemState(
            Path.of("/in box/ä=1"),
            20_001,
            20_002,
            20_003,
            Optional.of(Path.of("/etc/millrace.conf")),
            Optional.empty());

    @TempDir
    private Path temporary;

    private DataFolder folder;

    @BeforeEach
    void nameFolder() {
        folder = new DataFolder(temporary.resolve("da ta"));
    }

    @Test
    void knowsNothingOfASystemThatNeverWas() {
        assertThat(folder.read()).isEmpty();
    }

    @Test
    void remembersPortsAndInboxOfAStoppedSystem() {
        folder.write(STOPPED);

        assertThat(folder.read()).contains(STOPPED);
        assertThat(STOPPED.running()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aKilledProcessIsNotTakenForARunningSystemUntilItsParentNotices() throws Exception {
        // The shell's child ends at once, and what the shell becomes never asks about it.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 600").start();
        try (BufferedReader output = parent.inputReader()) {
            ProcessHandle killed =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            await().until(() ->
                    Files.readString(Path.of("/proc/" + killed.pid() + "/stat")).contains(") Z "));
            Instant startedAt = killed.info().startInstant().orElseThrow();

            assertThat(killed.isAlive()).isTrue();
            assertThat(new SystemState.Owner(killed.pid(), startedAt, true).handle())
                    .isEmpty();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void knowsTheProcessOfARunningSystem() {
        folder.write(STOPPED.starting());
        assertThat(folder.read().orElseThrow().running()).isPresent();
        assertThat(folder.read().orElseThrow().isReady()).isFalse();

        folder.write(STOPPED.starting().ready());
        assertThat(folder.read().orElseThrow().isReady()).isTrue();

        folder.write(STOPPED.starting().ready().stopped());
        assertThat(folder.read()).contains(STOPPED);
    }

    @Test
    void takesAnotherProcessOfTheSameNumberForNoSystem() {
        SystemState.Owner killed = new SystemState.Owner(ProcessHandle.current().pid(), Instant.EPOCH, true);
        folder.write(new SystemState(STOPPED.inbox(), 20_001, 20_002, 20_003, Optional.empty(), Optional.of(killed)));

        assertThat(folder.read().orElseThrow().running()).isEmpty();
        assertThat(folder.read().orElseThrow().isReady()).isFalse();
    }

    @Test
    void saysWhatToDoAboutADamagedFile() throws IOException {
        folder.write(STOPPED);
        Files.writeString(folder.path().resolve("millrace.properties"), "http-port=many");

        assertThatThrownBy(folder::read).isInstanceOf(CommandFailure.class).hasMessageContaining("damaged: delete it");
    }
}
