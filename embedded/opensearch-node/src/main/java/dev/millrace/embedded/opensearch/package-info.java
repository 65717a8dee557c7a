/** One OpenSearch node as a process of its own. */
@NullMarked
package dev.millrace.embedded.opensearch;

import org.jspecify.annotations.NullMarked;
