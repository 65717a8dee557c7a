/** How services reach OpenSearch. */
@NullMarked
package dev.millrace.core.opensearch;

import org.jspecify.annotations.NullMarked;
