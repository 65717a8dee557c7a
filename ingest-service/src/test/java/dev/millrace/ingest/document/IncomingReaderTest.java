package dev.millrace.ingest.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingReaderTest {

    private static final long WRITTEN = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

    @Test
    void aValueWithoutHeadersIsADocument() {
        Incoming incoming = IncomingReader.read(bytes("# Notes"), new RecordHeaders(), WRITTEN);

        assertThat(incoming).isInstanceOfSatisfying(Incoming.Bytes.class, document -> {
            assertThat(document.content()).asString().isEqualTo("# Notes");
            assertThat(document.attributes()).isEqualTo(Attributes.none(WRITTEN));
        });
    }

    @Test
    void noValueIsADeletion() {
        assertThat(IncomingReader.read(null, new RecordHeaders(), WRITTEN)).isEqualTo(new Incoming.Deleted());
    }

    @Test
    void noValueWithAReferenceInTheHeadersIsToBeLookedAt() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("content-type", ReferenceCodec.CONTENT_TYPE.getBytes(UTF_8));
        assertThat(IncomingReader.read(null, headers, WRITTEN)).isEqualTo(new Incoming.Deleted());

        headers.add("source-uri", "s3://bucket/a%20b".getBytes(UTF_8));
        assertThat(IncomingReader.read(null, headers, WRITTEN))
                .isInstanceOfSatisfying(Incoming.Reference.class, reference -> {
                    assertThat(reference.uri()).hasToString("s3://bucket/a%20b");
                    assertThat(reference.version()).isNull();
                    assertThat(reference.attributes().contentType()).isNull();
                });
    }

    @Test
    void headersSayMoreAboutADocument() {
        Headers headers = headers(
                "content-type", "text/plain",
                "filename", "a.txt",
                "title", "A",
                "source-uri", "https://example.org/a",
                "acl", "alice, team:ops,",
                "meta.project", "mill");

        Attributes attributes = attributes(headers);

        assertThat(attributes.contentType()).isEqualTo("text/plain");
        assertThat(attributes.filename()).isEqualTo("a.txt");
        assertThat(attributes.title()).isEqualTo("A");
        assertThat(attributes.sourceUri()).isEqualTo("https://example.org/a");
        assertThat(attributes.acl()).containsExactly("alice", "team:ops");
        assertThat(attributes.metadata()).containsExactly(Map.entry("project", "mill"));
    }

    @Test
    void readersMayBeAJsonListToo() {
        assertThat(attributes(headers("acl", "[\"alice\", \"CN=Ops, O=Mill\"]")).acl())
                .containsExactly("alice", "CN=Ops, O=Mill");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "[", "[]", "[\"alice\"", "[\"alice\", 3]", "[\"\"]", "[\"a\"] b"})
    void aDocumentWhoseReadersCannotBeToldIsMalformed(String acl) {
        assertThat(IncomingReader.read(bytes("secret"), headers("acl", acl), WRITTEN))
                .isInstanceOfSatisfying(
                        Incoming.Malformed.class,
                        malformed -> assertThat(malformed.problem()).contains("acl"));
    }

    @Test
    void aCloudEventInBinaryModeIsUnderstood() {
        Headers headers = headers(
                "ce_id", "1",
                "ce_source", "https://example.org/files",
                "ce_subject", "a.md",
                "ce_time", "2026-11-22T11:59:00Z",
                "content-type", "text/markdown");

        Attributes attributes = attributes(headers);

        assertThat(attributes.filename()).isEqualTo("a.md");
        assertThat(attributes.sourceUri()).isEqualTo("https://example.org/files");
        assertThat(attributes.changedAtMillis()).isEqualTo(WRITTEN - 60_000);
    }

    @Test
    void aReferenceNamesAnObject() {
        byte[] value = ReferenceCodec.write(URI.create("file:///inbox/a%20b.txt"), "5-1-1", 42);

        Incoming incoming = IncomingReader.read(value, headers("content-type", ReferenceCodec.CONTENT_TYPE), WRITTEN);

        assertThat(incoming).isInstanceOfSatisfying(Incoming.Reference.class, reference -> {
            assertThat(reference.uri()).isEqualTo(URI.create("file:///inbox/a%20b.txt"));
            assertThat(reference.version()).isEqualTo("5-1-1");
            assertThat(reference.attributes()).isEqualTo(Attributes.none(42));
        });
    }

    @Test
    void aBrokenReferenceIsMalformed() {
        for (String value : new String[] {"", "{", "[]", "null", "{}", "{\"uri\": \"a b\"}", "x".repeat(70_000)}) {
            assertThat(IncomingReader.read(bytes(value), headers("content-type", ReferenceCodec.CONTENT_TYPE), WRITTEN))
                    .as(value.length() > 20 ? "long" : value)
                    .isInstanceOf(Incoming.Malformed.class);
        }
    }

    @Test
    void aHeaderThatIsNoTextIsMalformedAndNamed() {
        Headers headers = new RecordHeaders().add("title", new byte[] {(byte) 0xC3, 0x28});

        assertThat(IncomingReader.read(bytes("text"), headers, WRITTEN))
                .isEqualTo(new Incoming.Malformed("the header title is not UTF-8 text"));
    }

    private static Attributes attributes(Headers headers) {
        return ((Incoming.Bytes) IncomingReader.read(bytes("text"), headers, WRITTEN)).attributes();
    }

    private static Headers headers(String... namesAndValues) {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], bytes(namesAndValues[i + 1]));
        }
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
