/**
 * A real Kafka broker and a real OpenSearch node as child processes of this JVM, ready when {@code start} returns and
 * gone when this JVM is gone, however it ends.
 *
 * <p>What the children run is assembled by the modules kafka-node and opensearch-node; nothing of it is on the
 * classpath here.
 */
@NullMarked
package dev.millrace.embedded;

import org.jspecify.annotations.NullMarked;
