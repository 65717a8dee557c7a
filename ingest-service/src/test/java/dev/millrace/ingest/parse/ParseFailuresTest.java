package dev.millrace.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

class ParseFailuresTest {

    @Test
    void theCauseDecidesHoweverDeepItIsWrapped() {
        assertThat(reason(new TikaException("x", new IOException(new EncryptedDocumentException()))))
                .isEqualTo(ParseFailure.ENCRYPTED);
        assertThat(reason(new UnsupportedFormatException("x"))).isEqualTo(ParseFailure.UNSUPPORTED);
        assertThat(reason(new TikaException("x", new LimitExceeded("too much"))))
                .isEqualTo(ParseFailure.TOO_LARGE);
        assertThat(reason(new TikaException("Zip bomb detected!"))).isEqualTo(ParseFailure.TOO_LARGE);
        assertThat(reason(new TikaException("x", new SAXException("Suspected zip bomb: 12 levels"))))
                .isEqualTo(ParseFailure.TOO_LARGE);
        assertThat(reason(new OutOfMemoryError())).isEqualTo(ParseFailure.OUT_OF_MEMORY);
        assertThat(reason(new StackOverflowError())).isEqualTo(ParseFailure.OUT_OF_MEMORY);
    }

    @Test
    void anythingElseIsCorrupt() {
        assertThat(reason(new IllegalStateException("?"))).isEqualTo(ParseFailure.CORRUPT);
    }

    @Test
    void messagesOfParsersAreNotPassedOn() {
        assertThat(ParseFailures.classify(new TikaException("the secret word"), "text/x")
                        .message())
                .contains("text/x", "TikaException")
                .doesNotContain("secret");
    }

    @Test
    void theStackSummaryTellsTypesAndFramesOnly() {
        String summary = ParseFailures.classify(
                        new TikaException("the secret word", new IOException("another secret")), "text/x")
                .stackSummary();

        assertThat(summary)
                .startsWith(TikaException.class.getName())
                .contains("caused by " + IOException.class.getName(), "at " + ParseFailuresTest.class.getName())
                .doesNotContain("secret");
    }

    @Test
    void aFullDiskIsNotTheDocumentsFault() {
        assertThat(ParseFailures.isEnvironmental(new TikaException("x", new IOException("No space left on device"))))
                .isTrue();
        assertThat(ParseFailures.isEnvironmental(new NoSuchFileException("x"))).isTrue();
        assertThat(ParseFailures.isEnvironmental(new IOException("truncated"))).isFalse();
    }

    private static ParseFailure reason(Throwable thrown) {
        return ParseFailures.classify(thrown, "text/x").reason();
    }
}
