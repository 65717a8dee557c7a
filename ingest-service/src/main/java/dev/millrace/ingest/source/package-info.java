/**
 * Sources of documents: what a folder and a bucket have in common. A source is watched, its changes are published as
 * references, and a reference is fetched when its turn comes. Events are only hints; the present state of an object
 * decides.
 */
@NullMarked
package dev.millrace.ingest.source;

import org.jspecify.annotations.NullMarked;
