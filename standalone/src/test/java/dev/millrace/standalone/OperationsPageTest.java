package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.deadletter.Reason;
import dev.millrace.standalone.verify.DifferenceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "operations.md");

    @ParameterizedTest
    @EnumSource
    void everyReasonIsToldToOperators(Reason reason) throws IOException {
        assertThat(Files.readString(PAGE)).contains("| `" + reason + "` |");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfDifferenceIsToldToOperators(DifferenceKind kind) throws IOException {
        assertThat(Files.readString(PAGE)).contains("| `" + kind.written() + "` |");
    }
}
