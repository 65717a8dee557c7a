/** The Kafka and OpenSearch that the integration tests of every module run against. */
@NullMarked
package dev.millrace.embedded.testing;

import org.jspecify.annotations.NullMarked;
