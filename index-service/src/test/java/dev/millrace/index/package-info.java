/** Tests of index-service; those that need Kafka and OpenSearch end in IT. */
@NullMarked
package dev.millrace.index;

import org.jspecify.annotations.NullMarked;
