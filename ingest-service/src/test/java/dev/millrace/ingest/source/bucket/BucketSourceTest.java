package dev.millrace.ingest.source.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BucketSourceTest {

    private final BucketSource source = new BucketSource("docs", "my_bucket", "");

    @Test
    void everyKeyHasAnAddressOfItsOwnThatLeadsBackToIt() {
        Set<URI> addresses = new HashSet<>();
        for (String key : TrapKeys.ALL) {
            URI address = source.uri(source.documentId(key));

            assertThat(source.key(URI.create(address.toString())))
                    .as(address.toString())
                    .contains(key);
            addresses.add(address);
        }
        assertThat(addresses).hasSameSizeAs(TrapKeys.ALL);
    }

    @Test
    void theDocumentIdHoldsTheKeyExactlyAsItIs() {
        assertThat(source.documentId("a%2Fb+c")).isEqualTo("docs:a%2Fb+c");
        assertThat(source.key("docs:a:b")).isEqualTo("a:b");
    }

    @Test
    void addressesOfOthersAreNotTaken() {
        for (String other : new String[] {
            "s3://other/a",
            "s3://my_bucket/",
            "s3://my_bucket",
            "file:///my_bucket/a",
            "s3:opaque",
            "s3://my_bucket/a?b",
            "s3://my_bucket/%FF"
        }) {
            assertThat(source.key(URI.create(other))).as(other).isEmpty();
        }
        assertThat(new BucketSource("docs", "b", "in/").key(URI.create("s3://b/out/a")))
                .isEmpty();
    }
}
