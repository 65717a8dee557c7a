/** Cuts a parsed document into chunks: passages small enough for the embedding model to read whole. */
@NullMarked
package dev.millrace.ingest.chunk;

import org.jspecify.annotations.NullMarked;
