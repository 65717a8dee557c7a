package dev.millrace.evaluation.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.evaluation.beir.BeirDocument;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class CorpusFeedTest {

    @Test
    void aDocumentIsSentAsPlainTextWithItsTitleInFront() {
        ProducerRecord<byte[], byte[]> record =
                CorpusFeed.record("documents", new BeirDocument("d1", "A title", "And text."));

        assertThat(new String(record.key(), UTF_8)).isEqualTo("d1");
        assertThat(new String(record.value(), UTF_8)).isEqualTo("A title\n\nAnd text.");
        assertThat(new String(record.headers().lastHeader("title").value(), UTF_8))
                .isEqualTo("A title");
        assertThat(new String(record.headers().lastHeader("content-type").value(), UTF_8))
                .startsWith("text/plain");
    }

    @Test
    void aDocumentWithoutATitleIsSentWithoutOne() {
        assertThat(CorpusFeed.record("documents", new BeirDocument("d1", "", "Text."))
                        .headers()
                        .lastHeader("title"))
                .isNull();
    }
}
