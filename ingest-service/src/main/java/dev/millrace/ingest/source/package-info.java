/**
 * Sources of documents: a folder is watched, its changes are published as references, and a reference is fetched when its
 * turn comes. Events are only hints; the present state of a file decides.
 */
@NullMarked
package dev.millrace.ingest.source;

import org.jspecify.annotations.NullMarked;
