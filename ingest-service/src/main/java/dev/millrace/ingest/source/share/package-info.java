/**
 * Who watches what: replicas share the sources through a consumer group, and what buckets notify of reaches the one that
 * watches.
 */
@NullMarked
package dev.millrace.ingest.source.share;

import org.jspecify.annotations.NullMarked;
