/**
 * Buckets as sources, of any server that speaks S3: paged listings make it right, event notifications make it quick.
 * Every object is a document whatever its name, but for the empty ones that stand for folders.
 */
@NullMarked
package dev.millrace.ingest.source.bucket;

import org.jspecify.annotations.NullMarked;
